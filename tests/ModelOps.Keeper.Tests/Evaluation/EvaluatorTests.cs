using System.Text.Json.Nodes;
using ModelOps.Keeper.Evaluation;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Keeper.Telemetry.Synthetic;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly Dictionary<string, int> Usual = KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);

    [Fact]
    public async Task Incident_leads_to_proposals_in_order_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var report = await EvaluateAsync(folder, new SyntheticTelemetrySource(SyntheticTelemetrySource.Known("burst"), 60_000, TimeProvider.System));
        report.Signals.State.ShouldBe("incident");
        report.ProposedActions.Select(action => action.Knob).ShouldBe(report.ProposedActions.Select(action => action.Knob).Order(StringComparer.Ordinal));
        report.ProposedActionsCount.ShouldBeGreaterThan(0);
        var written = JsonNode.Parse(File.ReadAllText(folder["eval_latest.json"]))!.AsObject();
        ((bool)written["read_only"]!).ShouldBeTrue();
        written["verify_ok"].ShouldBeNull();
        written.ContainsKey("k8s_namespace").ShouldBeFalse();
        written["key_artifacts"]!.AsArray().Select(name => (string)name!).ShouldBe(["explain", "report", "summary"]);
        File.ReadAllText(folder["eval_summary.md"]).ShouldContain("state: incident");
        File.ReadAllLines(folder["explain.jsonl"]).Select(line => (string)JsonNode.Parse(line)!["event"]!).ShouldBe(["eval_start", "eval_signals", "eval_report"]);
    }

    [Fact]
    public async Task Nothing_to_read_is_unknown_and_proposes_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("odd.jsonl", "nonsense\n{\"ts\": 1}\n");
        var report = await EvaluateAsync(folder, new FileTelemetrySource(path, null, TimeProvider.System));
        report.Signals.State.ShouldBe("unknown");
        report.ProposedActions.ShouldBeEmpty();
        report.ObserveIngest.DroppedTotal.ShouldBe(2);
        File.ReadAllText(folder["eval_summary.md"]).ShouldContain("- nothing");
    }

    private static Task<EvalReport> EvaluateAsync(TemporaryFolder folder, ITelemetrySource source) =>
        new Evaluator(ReportFolder.Open(folder.Path, TimeProvider.System), TimeProvider.System).RunAsync(new(source, PolicyRegistry.All[0], Usual), CancellationToken.None);
}
