// dotnet run --project bench/ModelOps.Bench.Studies -- [TRIALS] [BATCH] [RUNS]
// Prints what ask, store and tell cost a trial on the embedded store, fsync included, beside one fsync of the same disk.
using System.Globalization;
using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Bench.Studies;
using ModelOps.Contracts.Digests;

var trials = Argument(0, 1000);
var batch = Argument(1, 8);
var runs = Argument(2, 7);
var time = TimeProvider.System;
var space = new SearchSpace(Enumerable.Range(0, 5).Select(i => new FloatParameter($"x{i}", 0, 1)));
Console.WriteLine($"{trials} trials, batch {batch}, 1 replicate, builtin:random, {runs} runs after one to warm up");
await OneAsync();
var costs = new List<double>();
var syncs = new List<double>();
for (var i = 0; i < runs; i++)
{
    syncs.Add(Fsync());
    costs.Add(await OneAsync());
}
Console.WriteLine("| ask + store + tell a trial, median (min, max) | one fsync, median (min, max) |");
Console.WriteLine("|---|---|");
Console.WriteLine($"| {Spread(costs)} | {Spread(syncs)} |");

async Task<double> OneAsync()
{
    var folder = Directory.CreateTempSubdirectory("mops-bench-").FullName;
    var nothing = Digest.Of([]);
    var header = new StudyHeader("bench", "bench", [], Digest.Of("{}"u8), nothing, ".", new([]), null);
    var start = time.GetTimestamp();
    await using (var store = await EmbeddedStudyStore.CreateAsync(folder, header, new(time), CancellationToken.None))
    {
        var rules = new RoundRules(batch, 0, 1, trials, null, null);
        var search = BuiltinSearches.Create("random", space, new(1, batch, trials, new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal)));
        await using var engine = new InstantEngine();
        var runner = new StudyRunner(rules, store, new BuiltinAskTell(search), engine, new TrialEvaluator([], 1), new("bench", time));
        await runner.RunAsync(CancellationToken.None);
    }
    var cost = time.GetElapsedTime(start).TotalMilliseconds / trials;
    Directory.Delete(folder, recursive: true);
    return cost;
}

double Fsync()
{
    const int Count = 50;
    var path = Path.GetTempFileName();
    using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    var start = time.GetTimestamp();
    for (var i = 0; i < Count; i++)
    {
        file.Write("one record of about the usual length in a study's journal"u8);
        file.Flush(flushToDisk: true);
    }
    return time.GetElapsedTime(start).TotalMilliseconds / Count;
}

int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

static string Spread(List<double> values)
{
    values.Sort();
    return string.Create(CultureInfo.InvariantCulture, $"{values[values.Count / 2]:F3} ms ({values[0]:F3}, {values[^1]:F3})");
}
