using System.Diagnostics;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Stores.Embedded;

/// <summary>A toy study in a process of its own, which a test may kill, starve or resume.</summary>
internal static class ChildStudy
{
    /// <summary>What the child does: creates or resumes the study, prints a line a commit and its digest at the end.</summary>
    public static async Task<int> RunAsync(string folder, int trials, bool isPruned)
    {
        try
        {
            await using var store = await OpenAsync(folder);
            await using var engine = new HostileEngine(HostileBehaviour.Worst((ulong)Environment.ProcessId) with { PercentLost = 0 }, ToyModel.Simulate);
            var options = new RunnerOptions("child", TimeProvider.System) { MaxOutstanding = 8, Progress = new Printed() };
            var runner = new StudyRunner(isPruned ? ToyStudy.Rules() with { Pruning = new(1) } : ToyStudy.Rules(lookahead: 1), store, new FeedbackAlgorithm(trials), engine, ToyStudy.Evaluator(), options);
            var ended = await runner.RunAsync(CancellationToken.None);
            Console.WriteLine($"digest {ended.Digest}");
            return 0;
        }
        catch (ModelOpsException error)
        {
            Console.WriteLine($"{error.Code}: {error.Message}");
            return 1;
        }
    }

    /// <summary>Starts the child, by a shell script in which <c>"$0" "$@"</c> is the child if one is given.</summary>
    public static Process Start(string folder, int trials, string? script = null, bool isPruned = false)
    {
        string[] child = [Environment.ProcessPath!, isPruned ? "pruned-study" : "study", folder, $"{trials}"];
        var start = script is null ? new ProcessStartInfo(child[0], child[1..]) : new ProcessStartInfo("sh", ["-c", script, .. child]);
        start.RedirectStandardOutput = true;
#pragma warning disable RS0030 // The product's way to start processes is not under test here, and must not be what a test of kill -9 rests on.
        return Process.Start(start)!;
#pragma warning restore RS0030
    }

    private static async Task<EmbeddedStudyStore> OpenAsync(string folder)
    {
        var options = new EmbeddedStoreOptions(TimeProvider.System);
        return StudyFolder.HasStudy(folder)
            ? EmbeddedStudyStore.Open(folder, options)
            : await EmbeddedStudyStore.CreateAsync(folder, ToyStudy.Header(), options, CancellationToken.None);
    }

    private sealed class Printed : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => Console.WriteLine($"commit {value.Trials}");
    }
}
