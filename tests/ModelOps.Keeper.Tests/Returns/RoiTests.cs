using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Returns;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Keeper.Value;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Returns;

public sealed class RoiTests
{
    [Fact]
    public async Task Time_beyond_the_median_is_what_could_be_saved()
    {
        using var folder = new TemporaryFolder();
        var report = await EstimateAsync(folder, [100, 100, 100, 100, 200], new(2.5, 8));
        report.Status.ShouldBe("estimated");
        report.StepTimeMs.ShouldBe(new(100, 180, 200));
        report.SpeedupRange.ShouldBe(new(0.083333, 0.166667));
        report.UsdPerHourRange.ShouldBe(new(1.666667, 3.333333));
        report.WindowS.ShouldBe(4);
        var text = File.ReadAllText(folder["roi_estimate_latest.json"]);
        foreach (var word in (string[])["action", "knob", "target", "chord"]) text.ShouldNotContain(word, Case.Insensitive);
    }

    [Fact]
    public async Task Estimate_never_promises_more_than_four_fifths()
    {
        using var folder = new TemporaryFolder();
        (await EstimateAsync(folder, [1, 1, 1, 1, 100_000], new(null, 0))).SpeedupRange.ShouldBe(new(0.4, 0.8));
    }

    [Fact]
    public async Task Too_few_samples_promise_nothing()
    {
        using var folder = new TemporaryFolder();
        var report = await EstimateAsync(folder, [100, 200, 300], new(2.5, 8));
        (report.Status, report.SpeedupRange, report.UsdPerHourRange).ShouldBe(("unknown", null, null));
    }

    [Fact]
    public void Reports_are_joined_and_what_is_missing_is_the_next_step()
    {
        using var folder = new TemporaryFolder();
        var preflight = folder.Write("preflight.json", """{"schema_version": "preflight.v0", "ok": false, "top_blocker": "get_ns failed"}""");
        var report = Join(folder, preflight, folder["none.json"], folder["none.json"]);
        report.TopBlocker.ShouldBe("get_ns failed");
        report.NextSteps.ShouldContain(step => step.Contains("get_ns failed"));
        report.NextSteps.ShouldContain(step => step.Contains("mk eval"));
        report.Inputs["eval"].Found.ShouldBeFalse();
        File.ReadAllText(folder["roi_summary.md"]).ShouldContain("preflight_ok: false");
    }

    [Fact]
    public void Numbers_come_from_evaluation_and_watch()
    {
        using var folder = new TemporaryFolder();
        var preflight = folder.Write("p.json", """{"ok": true, "top_blocker": null}""");
        var evaluation = folder.Write("e.json", """{"schema_version": "eval.v0", "signals": {"state": "stable"}, "verify_ok": true, "proposed_actions_count": 0}""");
        var watch = folder.Write("w.json", """{"iterations_done": 3, "proposed_total": 4, "applied_total": 1, "blocked_total": 3}""");
        var report = Join(folder, preflight, evaluation, watch);
        (report.State, report.VerifyOk, report.IterationsDone, report.ProposedTotal, report.AppliedTotal, report.BlockedTotal).ShouldBe(("stable", true, 3, 4, 1, 3));
        report.NextSteps.ShouldHaveSingleItem().ShouldContain("Nothing is in the way");
    }

    [Fact]
    public void Report_that_was_named_must_be_one()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidInputException>(() => RoiInput.Read(folder["none.json"], required: true)).Code.ShouldBe("file_not_found");
        Should.Throw<InvalidInputException>(() => RoiInput.Read(folder.Write("list.json", "[]"), required: false)).Code.ShouldBe("invalid_report");
    }

    private static RoiReport Join(TemporaryFolder folder, string preflight, string evaluation, string watch) =>
        new RoiSummary(ReportFolder.Open(folder.Path, TimeProvider.System), TimeProvider.System)
            .Run(RoiInput.Read(preflight, required: false), RoiInput.Read(evaluation, required: false), RoiInput.Read(watch, required: false));

    private static Task<RoiEstimateReport> EstimateAsync(TemporaryFolder folder, double[] steps, CostModel cost)
    {
        var path = folder.Write("t.jsonl", string.Concat(steps.Select((step, i) => $"{{\"ts\": {1_700_000_000 + i}, \"step_time_ms\": {step.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}\n")));
        return new RoiEstimate(ReportFolder.Open(folder.Path, TimeProvider.System), cost, TimeProvider.System)
            .RunAsync(new FileTelemetrySource(path, null, TimeProvider.System), path, CancellationToken.None);
    }
}
