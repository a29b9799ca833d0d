using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Keeper.Tests.Telemetry;

namespace ModelOps.Keeper.Tests.Loops;

public sealed class WatchLoopTests : IDisposable
{
    private readonly LoopBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task File_is_read_on_over_iterations_and_restarts()
    {
        var path = _bench.At("t.jsonl");
        await System.IO.File.WriteAllTextAsync(path, Samples.Lines(0, 1, 1, 1, 1), TestContext.Current.CancellationToken);
        var first = await WatchAsync(() => File(path), 1);
        first.Last!.Telemetry.SampleCount.ShouldBe(4);
        await System.IO.File.AppendAllTextAsync(path, Samples.Lines(4, 1, 2, 2, 2, 2, 2), TestContext.Current.CancellationToken);
        var second = await WatchAsync(() => File(path), 1);
        (second.Last!.Telemetry.SampleCount, second.Last.Signals.Drift, second.Report.IterationsDone).ShouldBe((6, true, 2));
        var third = await WatchAsync(() => File(path), 1);
        (third.Last!.Signals.State, third.Last.Proposed.Count, third.Report.IterationsDone).ShouldBe(("unknown", 0, 3));
        third.Report.LastIterationOutDir.ShouldEndWith("iter_0003");
    }

    [Fact]
    public async Task Failing_iteration_is_recorded_and_the_next_one_goes_on()
    {
        var path = _bench.At("t.jsonl");
        var failed = await WatchAsync(() => File(path), 1);
        (failed.Last, failed.Report.FailedIterations, failed.Report.IterationsDone).ShouldBe((null, 1, 1));
        failed.Report.LastError!.ShouldContain("There is no telemetry file");
        var record = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(failed.Report.LastIterationOutDir!, "iteration_error.json"), TestContext.Current.CancellationToken))!;
        ((string?)record["error_code"]).ShouldBe("telemetry_not_found");
        await System.IO.File.WriteAllTextAsync(path, Samples.Lines(0, 1, 1, 1, 1), TestContext.Current.CancellationToken);
        (await WatchAsync(() => File(path), 1)).Last!.Signals.State.ShouldBe("stable");
    }

    [Fact]
    public async Task Recovery_is_marked_over_restarts_of_every_round()
    {
        var marks = new List<string?>();
        foreach (var losses in (double[][])[[1, 1, 2, 2], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]])
        {
            var session = await WatchAsync(() => new ScriptedSource(() => Samples.OfLosses(losses)), 1);
            marks.Add(session.Last!.Proposed.FirstOrDefault(action => action.Knob.StartsWith("__", StringComparison.Ordinal))?.Reason);
            session.Last.Results.Count.ShouldBe(session.Last.Proposed.Count);
        }
        marks.ShouldBe([null, "recover", null, "relock"]);
    }

    [Fact]
    public async Task Iterations_are_an_interval_apart_and_end_with_the_token()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var seen = 0;
        var watching = Watch(new(TimeSpan.FromMinutes(1), null)).RunAsync(
            new("default", "trainer"), () => new ScriptedSource(() => Samples.OfLosses(1, 1, 1, 1)), null, _ => Interlocked.Increment(ref seen), ended.Token);
        for (var i = 1; i <= 3; i++)
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref seen) == i && _bench.Clock.HasTimers, TimeSpan.FromMinutes(1)).ShouldBeTrue();
            if (i < 3) _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await ended.CancelAsync();
        var session = await watching;
        (session.Report.IterationsDone, session.Report.DurationS).ShouldBe((3, 120));
        Directory.Exists(_bench.Folder.File("iter_0003")).ShouldBeTrue();
        JsonNode.Parse(await System.IO.File.ReadAllTextAsync(_bench.Folder.File("watch_latest.json"), CancellationToken.None))!["iterations_done"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Totals_add_up_and_the_summary_mirrors_the_report()
    {
        var session = await WatchAsync(() => new ScriptedSource(() => Samples.OfLosses(1, 1, 2, 2)), 1);
        (session.Report.ProposedTotal, session.Report.DryRunTotal, session.Report.AppliedTotal).ShouldBe((2, 2, 0));
        var summary = await System.IO.File.ReadAllLinesAsync(_bench.Folder.File("watch_summary.md"), TestContext.Current.CancellationToken);
        summary.ShouldContain("proposed_total: 2");
        summary.ShouldContain("observe_record_raw_path: null");
        WatchSummary.Line(session).ShouldStartWith("iter=1 state=incident proposed=2 verify_ok=n/a apply_attempted=False apply_ok=n/a blocked=null out=");
    }

    [Fact]
    public async Task Watch_whose_folder_is_lost_ends_with_an_error()
    {
        var source = new ScriptedSource(() =>
        {
            Directory.Delete(_bench.Folder.Path, recursive: true);
            System.IO.File.WriteAllText(_bench.At("out"), "no folder");
            return Samples.OfLosses(1, 1, 1, 1);
        });
        await Should.ThrowAsync<OutsideException>(() => WatchAsync(() => source, 1));
    }

    private Task<WatchSession> WatchAsync(Func<ITelemetrySource> source, int iterations)
    {
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        var memory = MemoryFile.Read(_bench.Folder, "default", "trainer");
        return Watch(new(TimeSpan.Zero, iterations)).RunAsync(memory, source, null, _ => { }, TestContext.Current.CancellationToken);
    }

    private WatchLoop Watch(WatchSettings settings) => new(_bench.Loop(_bench.Settings()), _bench.Folder, settings, _bench.Clock);

    private FileTelemetrySource File(string path) => new(path, recording: null, _bench.Clock);
}
