using System.Text.Json.Nodes;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Tests.Telemetry;

namespace ModelOps.Keeper.Tests.Loops;

public sealed class ClosedLoopTests : IDisposable
{
    private static readonly RoundOutcome Done = new() { Attempted = true, Ok = true, VerifyOk = true };

    private readonly LoopBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Rehearsal_plans_and_leaves_all_files_of_a_round()
    {
        var report = await _bench.RunAsync(Drift());
        report.Results.Select(result => (result.Action.Knob, result.Action.Target, result.Reason)).ShouldBe([("grad_accum_steps", 8, "dry_run"), ("microbatch_size", 16, "dry_run")]);
        (report.DryRun, report.K8sPlanItems, report.KnobsAssumed, report.ApplyDecisionSummary).ShouldBe((true, 1, true, "apply not requested (dry-run)"));
        foreach (var name in (string[])["explain.jsonl", "closed_loop_latest.json", "policy_bundle_latest.json", "summary.md", "k8s_plan.json", "k8s_plan.kubectl.sh", "decision_trace_latest.jsonl"])
            File.Exists(_bench.Folder.File(name)).ShouldBeTrue(name);
        var events = (await File.ReadAllLinesAsync(_bench.Folder.File("explain.jsonl"), TestContext.Current.CancellationToken)).Select(line => (string?)JsonNode.Parse(line)!["event"]);
        events.ShouldBe([
            "closed_loop_drift_observed_knobs", "closed_loop_observe_source", "closed_loop_signals", "closed_loop_proposed", "k8s_plan_written",
            "k8s_kubectl_plan_written", "closed_loop_apply_result", "policy_decision", "closed_loop_report"]);
    }

    [Fact]
    public async Task Report_has_the_fields_that_people_rely_on()
    {
        await _bench.RunAsync(Drift());
        var report = JsonNode.Parse(await File.ReadAllTextAsync(_bench.Folder.File("closed_loop_latest.json"), TestContext.Current.CancellationToken))!.AsObject();
        string[] fields =
        [
            "schema_version", "started_at", "finished_at", "duration_s", "out_dir", "mode", "apply_requested", "dry_run", "policy", "signals", "telemetry", "environment",
            "proposed", "proposed_actions_count", "results", "applied", "applied_reasons", "blocked_reasons", "decision_summary", "apply_attempted", "apply_ok",
            "apply_blocked_reason", "apply_decision_summary", "verify_ok", "verify_blocker_kind", "verify_rbac_hint", "k8s_verify_report_path", "k8s_apply_report_path",
            "k8s_apply_rc", "k8s_plan_path", "k8s_plan_items", "k8s_kubectl_plan_path", "k8s_namespace", "k8s_deployment", "kill_switch_active", "paid_enabled",
            "license_path", "license_ok", "license_reason", "license_expires_at", "entitlements_summary", "internal_override", "opportunity_hours_est",
            "opportunity_tokens_est", "opportunity_usd_est", "opportunity_assumptions", "value_summary", "observe_record_raw_path", "observe_record_raw_lines_written",
            "observe_ingest", "safety_cooldown_s", "safety_max_delta_per_step", "audit_trace", "status",
        ];
        fields.Where(field => !report.ContainsKey(field)).ShouldBeEmpty();
        report["value_summary"]!.ToJsonString().ShouldNotContain("samples");
        ((string?)report["signals"]!["state"], (int)report["results"]![0]!["action"]!["target"]!).ShouldBe(("incident", 8));
    }

    [Fact]
    public async Task Without_samples_nothing_is_proposed_and_the_report_is_there()
    {
        var report = await _bench.RunAsync(new ScriptedSource(() => Samples.Batch([])));
        (report.Signals.State, report.Proposed.Count, report.K8sPlanItems).ShouldBe(("unknown", 0, 0));
        report.Signals.Notes.ShouldBe(["no_samples"]);
        File.Exists(_bench.Folder.File("closed_loop_latest.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Memory_of_a_rehearsal_keeps_the_next_round_from_the_same_step()
    {
        await _bench.RunAsync(Drift());
        (await _bench.RunAsync(Drift())).Proposed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Applied_round_changes_the_workload_and_rests_then()
    {
        var workload = new ScriptedWorkload(change => change.Plan.Items.Count == 0 ? new() : Done);
        var report = await _bench.RunAsync(Drift(), _bench.Settings(apply: true), workload);
        (report.ApplyOk, report.Applied.Count, report.DryRun).ShouldBe((true, 2, false));
        report.AppliedReasons["k8s_apply"].ShouldBe(2);
        workload.Knobs["grad_accum_steps"].ShouldBe(8);
        // Somebody turns the knobs back at once: the chord rests all the same.
        (workload.Knobs["grad_accum_steps"], workload.Knobs["microbatch_size"]) = (4, 32);
        var next = await _bench.RunAsync(Drift(), _bench.Settings(apply: true), workload);
        next.BlockedReasons.ShouldBe(new Dictionary<string, int> { ["cooldown_active"] = 2 });
        workload.Asked[^1].Plan.Items.ShouldBeEmpty();
        _bench.Clock.Advance(TimeSpan.FromSeconds(120));
        (await _bench.RunAsync(Drift(), _bench.Settings(apply: true), workload)).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Closed_gate_blocks_every_action_and_costs_no_budget()
    {
        var workload = new ScriptedWorkload(_ => new() { BlockedReason = "license_missing", VerifyOk = true });
        var report = await _bench.RunAsync(Drift(), _bench.Settings(apply: true), workload);
        report.Results.Count.ShouldBe(report.Proposed.Count);
        report.Results.ShouldAllBe(result => result.Blocked && !result.Applied && result.Reason == "license_missing");
        (report.ApplyAttempted, report.ApplyOk, report.ApplyDecisionSummary).ShouldBe((false, null, "apply blocked: license_missing"));
        MemoryFile.Read(_bench.Folder, "default", "trainer").Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_apply_is_told_and_counts_as_a_change()
    {
        var report = await _bench.RunAsync(Drift(), _bench.Settings(apply: true), new ScriptedWorkload(_ => new() { Attempted = true, Ok = false }));
        report.Results.Select(result => result.Reason).ShouldBe(["k8s_apply_failed", "k8s_apply_failed"]);
        MemoryFile.Read(_bench.Folder, "default", "trainer").Changes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Unreadable_knobs_are_passed_on_and_reported()
    {
        var workload = new ScriptedWorkload(change => new() { BlockedReason = change.KnobsError is null ? null : RoundOutcome.KnobsUnknown }) { Error = "the API server does not answer" };
        var report = await _bench.RunAsync(Drift(), _bench.Settings(apply: true), workload);
        (report.KnobsError, report.ApplyBlockedReason).ShouldBe(("the API server does not answer", "current_values_unknown"));
    }

    [Fact]
    public async Task Bundle_of_the_same_decision_has_the_same_content()
    {
        await _bench.RunAsync(Drift());
        var first = Bundle();
        _bench.Clock.Advance(TimeSpan.FromDays(3));
        await _bench.Loop(_bench.Settings(), null).RunAsync(new(_bench.Folder, Drift(), null, 0), new("default", "trainer"), _ => { }, TestContext.Current.CancellationToken);
        var second = Bundle();
        ((string?)second["content_sha256"]).ShouldBe((string?)first["content_sha256"]);
        ((long)second["created_at"]!).ShouldBe((long)first["created_at"]! + 3 * 24 * 3600);
    }

    private JsonNode Bundle() => JsonNode.Parse(File.ReadAllText(_bench.Folder.File("policy_bundle_latest.json")))!;

    private static ScriptedSource Drift() => new(() => Samples.OfLosses(1, 1, 1, 1, 2, 2, 2, 2));
}
