using System.Text.Json.Nodes;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Provenance;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>
/// One round after another: read, judge, propose, bound, plan and, if asked for, verify and apply. A round writes its files as it goes and returns what
/// the next one has to know.
/// </summary>
/// <param name="settings">What the loop is to do.</param>
/// <param name="workload">The workload in its cluster; <see langword="null"/> if the cluster is not asked.</param>
/// <param name="provenance">Where the decisions are made.</param>
/// <param name="time">The clock.</param>
public sealed class ClosedLoop(LoopSettings settings, IWorkload? workload, SourceProvenance provenance, TimeProvider time)
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Goes through one round.</summary>
    /// <param name="round">What it works with.</param>
    /// <param name="memory">What earlier rounds left.</param>
    /// <param name="remember">Keeps a memory; called before anything is changed, and at the end.</param>
    /// <param name="cancellationToken">Ends the round without a report.</param>
    public async Task<ClosedLoopReport> RunAsync(LoopRound round, LoopMemory memory, Action<LoopMemory> remember, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var explanations = round.Folder.Explanations;
        var reading = workload is null ? null : await workload.ReadKnobsAsync(cancellationToken);
        var batch = await round.Source.ReadAsync(settings.Continues ? memory.Cursor ?? TelemetryCursor.Start : null, cancellationToken);
        var decision = LoopDecision.Of(settings, memory, batch, reading, started);
        var plan = Plan.Of(settings.Namespace, settings.Deployment, decision.Allowed.ToDictionary(action => action.Knob, action => action.Target, StringComparer.Ordinal));
        LoopEvents.Explain(explanations, round, batch, decision, reading);
        var planPath = WritePlan(round.Folder, plan);
        // Before the change: a round that is killed in it counts against cooldowns and budgets all the same.
        var next = memory with { Recovery = decision.Recovery, Cursor = batch.Cursor ?? memory.Cursor };
        if (decision.Allowed.Count > 0) next = next.With(decision.Allowed, rehearsal: !settings.ApplyRequested, started);
        remember(next);
        var outcome = await ApplyAsync(new(plan, planPath, round.Folder, reading?.Error), decision, cancellationToken);
        // What a gate held back was not changed.
        if (settings.ApplyRequested && outcome is not { Attempted: true }) next = next with { Changes = memory.Changes };
        WriteBundle(round.Folder);
        var report = Write(round, new(batch, reading, decision, plan, outcome), started);
        remember(next with { Totals = next.Totals.With(report) });
        return report;
    }

    private static string WritePlan(ReportFolder folder, Plan plan)
    {
        var (planPath, scriptPath) = (folder.File(ClosedLoopReport.PlanName), folder.File(ClosedLoopReport.ScriptName));
        PlanFile.Write(planPath, plan);
        folder.Explanations.Add("k8s_plan_written", new() { ["path"] = planPath, ["items"] = plan.Items.Count });
        folder.WriteText(ClosedLoopReport.ScriptName, PlanScript.Text(plan));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(scriptPath, Executable);
        folder.Explanations.Add("k8s_kubectl_plan_written", new() { ["path"] = scriptPath, ["items"] = plan.Items.Count });
        return planPath;
    }

    private async Task<RoundOutcome?> ApplyAsync(RoundChange request, LoopDecision decision, CancellationToken cancellationToken)
    {
        var explanations = request.Folder.Explanations;
        if (!settings.ApplyRequested || workload is null)
        {
            explanations.Add("closed_loop_apply_result", new() { ["apply_requested"] = false, ["applied"] = 0 });
            return null;
        }
        if (request.Plan.Items.Count == 0)
            explanations.Add("closed_loop_apply_skipped", new() { ["reason"] = decision.Verdicts.Count == 0 ? "no_proposals" : "no_approved_proposals" });
        var outcome = await workload.ApplyAsync(request, cancellationToken);
        if (outcome.BlockedReason is { } reason)
            explanations.Add("closed_loop_apply_blocked", new() { ["reason"] = reason, ["detail"] = outcome.BlockedDetail });
        explanations.Add("closed_loop_apply_result", new() { ["apply_requested"] = true, ["attempted"] = outcome.Attempted, ["ok"] = outcome.Ok });
        return outcome;
    }

    private ClosedLoopReport Write(LoopRound round, RoundFindings found, DateTimeOffset started)
    {
        var report = new ClosedLoopReport(settings, round, found)
        {
            Times = new(started, time.GetUtcNow()),
            OutDir = round.Folder.Path,
            ApplyRequested = settings.ApplyRequested,
            DryRun = !settings.ApplyRequested,
        };
        round.Folder.WriteText(AuditTrace.FileName, DecisionTrace.Line(report, round.Tick));
        round.Folder.WriteText("summary.md", LoopSummary.Markdown(report));
        var path = round.Folder.Write("closed_loop", ClosedLoopReport.FileName, report, LoopsJson.Default.ClosedLoopReport);
        round.Folder.Explanations.Add("closed_loop_report", new() { ["path"] = path });
        return report;
    }

    private void WriteBundle(ReportFolder folder)
    {
        var limits = new JsonObject
        {
            ["cooldown_s"] = settings.Limits.Cooldown.TotalSeconds,
            ["max_delta_per_step"] = settings.Limits.MaxDeltaPerStep,
            ["max_changes_per_hour"] = settings.Limits.MaxChangesPerHour,
            ["approve_advanced"] = settings.Limits.ApproveAdvanced,
        };
        var path = new PolicyBundle
        {
            CreatedAt = time.GetUtcNow().ToUnixTimeSeconds(),
            Provenance = provenance,
            Policy = new(settings.Policy.Id, limits),
            Inputs = new(settings.Catalog.Digest.Hex),
            Rollback = RollbackReference.In(folder.Path, "k8s_verify_latest.json", "rollback_plan_latest.json"),
        }.Write(folder);
        folder.Explanations.Add("policy_decision", new() { ["policy"] = settings.Policy.Id, ["path"] = path });
    }
}
