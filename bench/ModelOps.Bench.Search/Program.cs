// dotnet run --project bench/ModelOps.Bench.Search -- ALGORITHM [BATCH] [OPTIONS-JSON]
// Prints, over 25 seeds, median and quartiles of the best value after 100, 300 and 1000 evaluations, and the time a trial.
using System.Globalization;
using System.Text.Json;
using ModelOps.Bench.Search;

var algorithm = args.Length > 0 ? args[0] : "cmaes";
var batch = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8;
var options = args.Length > 2 ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(args[2])! : [];
int[] checkpoints = [100, 300, 1000];
const int Seeds = 25;

Console.WriteLine($"builtin:{algorithm}, batch {batch}, {Seeds} seeds; best value: median (lower quartile, upper quartile)");
Console.WriteLine("| function | " + string.Join(" | ", checkpoints.Select(count => $"{count} evaluations")) + " | ask + tell |");
Console.WriteLine("|---|" + string.Concat(checkpoints.Select(_ => "---|")) + "---|");
foreach (var (name, function) in TestFunctions.All)
{
    var time = TimeProvider.System;
    var start = time.GetTimestamp();
    var runs = Enumerable.Range(0, Seeds).Select(seed => Study.Best(algorithm, function, new((ulong)seed, batch, options), checkpoints)).ToList();
    var perTrial = time.GetElapsedTime(start).TotalMicroseconds / (Seeds * checkpoints[^1]);
    var cells = Enumerable.Range(0, checkpoints.Length).Select(i => Spread([.. runs.Select(run => run[i]).Order()]));
    Console.WriteLine($"| {name} | {string.Join(" | ", cells)} | {perTrial:F1} us |");
}

static string Spread(double[] sorted) =>
    string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:G2} ({sorted[sorted.Length / 4]:G2}, {sorted[3 * sorted.Length / 4]:G2})");
