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

/// <summary>One worker of a study, in a process of its own: connects, says that it is ready, and runs the study when it is told to.</summary>
internal static class WorkerRole
{
    private const int Batch = 16;
    private const int Dimensions = 5;

    /// <summary>Runs it.</summary>
    /// <param name="dsn">The database.</param>
    /// <param name="run">The study's name.</param>
    /// <param name="trials">How many trials it has.</param>
    /// <param name="milliseconds">How long a simulation takes.</param>
    public static async Task RunAsync(string dsn, string run, int trials, int milliseconds)
    {
        var time = TimeProvider.System;
        await using var studies = await PostgresStudies.ConnectAsync(PostgresAddress.Parse(dsn, _ => null), new(time), CancellationToken.None);
        var header = new StudyHeader(run, run, [], Digest.Of("{}"u8), Digest.Of([]), ".", new([]), null);
        await using var store = await studies.OpenOrCreateAsync(header, CancellationToken.None);
        var space = new SearchSpace(Enumerable.Range(0, Dimensions).Select(i => new FloatParameter($"x{i}", 0, 1)));
        var search = BuiltinSearches.Create("random", space, new(1, Batch, trials, new Dictionary<string, JsonElement>(StringComparer.Ordinal)));
        await using var engine = new TimedEngine(TimeSpan.FromMilliseconds(milliseconds));
        var name = await studies.NameRunnerAsync("bench", CancellationToken.None);
        var progress = new Blocks(time);
        var options = new RunnerOptions(name, time) { Parallel = 1, Tick = studies.LeaseDuration / 4, Progress = progress };
        var runner = new StudyRunner(new(Batch, 0, 1, trials, null, null), store, new BuiltinAskTell(search), engine, new TrialEvaluator([], 1), options);
        Console.WriteLine("ready");
        Console.ReadLine();
        progress.Start();
        await runner.RunAsync(CancellationToken.None);
        Console.WriteLine($"done {progress}");
    }

    /// <summary>Notes when each further 10,000 trials had a result.</summary>
    private sealed class Blocks(TimeProvider time) : IProgress<StudyProgress>
    {
        private const int Size = 10_000;
        private readonly List<double> _seconds = [];
        private long _start;

        public void Start() => _start = time.GetTimestamp();

        public void Report(StudyProgress value)
        {
            while (value.Trials >= (_seconds.Count + 1) * Size) _seconds.Add(time.GetElapsedTime(_start).TotalSeconds);
        }

        public override string ToString() => string.Join(' ', _seconds.Select(second => second.ToString("R", CultureInfo.InvariantCulture)));
    }
}
