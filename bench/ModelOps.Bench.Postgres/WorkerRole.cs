using System.Globalization;
using System.Text.Json;
using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Adaptive.Studies;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bench.Postgres;

/// <summary>
/// One worker in a process of its own. Each line of its input is a study to work on to its end: name, trials, milliseconds of a simulation.
/// A * in the name stands for the process, so that each worker has a study to itself.
/// </summary>
internal static class WorkerRole
{
    private const int Batch = 16;
    private const int Dimensions = 5;

    /// <summary>Works until the input ends.</summary>
    /// <param name="dsn">The database.</param>
    public static async Task RunAsync(string dsn)
    {
        var time = TimeProvider.System;
        await using var studies = await PostgresStudies.ConnectAsync(PostgresAddress.Parse(dsn, _ => null), new(time), CancellationToken.None);
        Console.WriteLine("ready");
        while (Console.ReadLine()?.Split(' ') is [var run, var trials, var milliseconds])
            Console.WriteLine($"done {await RunAsync(studies, run.Replace("*", Text(Environment.ProcessId), StringComparison.Ordinal), Number(trials), TimeSpan.FromMilliseconds(Number(milliseconds)))}");
    }

    private static async Task<Blocks> RunAsync(PostgresStudies studies, string run, int trials, TimeSpan each)
    {
        var time = TimeProvider.System;
        var progress = new Blocks(time);
        var header = new StudyHeader(run, run, [], Digest.Of("{}"u8), Digest.Of([]), ".", new([]), null);
        await using var store = await studies.OpenOrCreateAsync(header, CancellationToken.None);
        var space = new SearchSpace(Enumerable.Range(0, Dimensions).Select(i => new FloatParameter($"x{i}", 0, 1)));
        var search = BuiltinSearches.Create("random", space, new(1, Batch, trials, new Dictionary<string, JsonElement>(StringComparer.Ordinal)));
        await using var engine = new TimedEngine(each);
        var name = await studies.NameRunnerAsync("bench", CancellationToken.None);
        var options = new RunnerOptions(name, time) { Parallel = 1, Tick = studies.LeaseDuration / 4, Progress = progress };
        var runner = new StudyRunner(new(Batch, 0, 1, trials, null, null), store, new BuiltinAskTell(search), engine, new TrialEvaluator([], 1), options);
        await runner.RunAsync(CancellationToken.None);
        return progress;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Notes when each further 10,000 trials had a result.</summary>
    private sealed class Blocks(TimeProvider time) : IProgress<StudyProgress>
    {
        private const int Size = 10_000;
        private readonly List<double> _seconds = [];
        private readonly long _start = time.GetTimestamp();

        public void Report(StudyProgress value)
        {
            while (value.Trials >= (_seconds.Count + 1) * Size) _seconds.Add(time.GetElapsedTime(_start).TotalSeconds);
        }

        public override string ToString() => string.Join(' ', _seconds.Select(second => second.ToString("R", CultureInfo.InvariantCulture)));
    }
}
