using System.Text.Json.Nodes;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Applying;

/// <summary>
/// Applies a plan if every gate is open, and reports whatever happened. The previous values are on disk before the first change
/// (<c>rollback_plan_latest.json</c>); a change that fails is taken back by itself.
/// </summary>
/// <param name="tool">The kubectl.</param>
/// <param name="licenses">Judges licenses.</param>
/// <param name="time">The clock.</param>
public sealed class GatedApply(KubectlTool tool, LicenseGate licenses, TimeProvider time)
{
    private const string ReportPrefix = "k8s_apply";
    private const string RollbackPrefix = "k8s_rollback";

    /// <summary>Applies; a block or a failure is in the report. Also an interruption leaves a report, and the previous values in the cluster.</summary>
    /// <param name="request">What is to be applied.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    public async Task<ApplyReport> RunAsync(ApplyRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var prefix = request.Rollback is null ? ReportPrefix : RollbackPrefix;
        var explanations = request.Folder.Explanations;
        explanations.Add($"{prefix}_start", new() { ["plan"] = request.PlanPath, ["out"] = request.Folder.Path, ["force"] = request.Force });
        var outcome = await DecideAsync(request, cancellationToken);
        if (outcome.Decision.Reason is null && outcome.Failure is null && request.Gate.Plan.Items.Count > 0)
            outcome = await ChangeAsync(request, outcome, cancellationToken);
        if (outcome.Decision.Reason is { } reason)
            explanations.Add($"{prefix}_blocked", new() { ["reason"] = reason, ["details"] = new JsonObject { ["message"] = outcome.Decision.Detail } });
        var report = Report(request, outcome, new(started, time.GetUtcNow()));
        var path = request.Folder.Write(prefix, $"{prefix}_latest.json", report, ApplyingJson.Default.ApplyReport);
        explanations.Add($"{prefix}_report", new() { ["path"] = path });
        return report;
    }

    private async Task<ApplyOutcome> DecideAsync(ApplyRequest request, CancellationToken cancellationToken)
    {
        var gate = new ApplyGate(licenses, time);
        // The kill switch needs no cluster, and an empty plan needs nothing else.
        if (KillSwitch.IsActive(request.Gate.KillSwitchValue)) return new(await gate.DecideAsync(request.Gate, null, cancellationToken));
        if (request.Gate.Plan.Items.Count == 0) return new(new GateDecision(null, "The plan is empty."));
        var (cluster, failure) = (default(KubeConfig), default(string));
        try
        {
            cluster = await KubeConfig.ReadAsync(tool, cancellationToken);
        }
        catch (OutsideException fault)
        {
            failure = fault.Message;
        }
        var decision = await gate.DecideAsync(request.Gate, cluster, cancellationToken);
        return new(decision) { Cluster = cluster, Failure = failure };
    }

    private async Task<ApplyOutcome> ChangeAsync(ApplyRequest request, ApplyOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            using var cluster = await ClusterConnection.OpenAsync(tool.For(outcome.Cluster?.Context), outcome.Cluster?.Server, cancellationToken);
            var changes = await new ChangeReader(cluster).ReadAsync(request.Gate.Plan, cancellationToken);
            if (Obstacle(request, outcome, changes) is { } obstacle) return outcome with { Decision = obstacle };
            if (request.Rollback is null) changes = AfterKilledAttempt(request, outcome, changes);
            var rollback = request.Rollback is null ? RollbackOf(request, outcome, changes) : null;
            // What takes a rollback back is the plan that was rolled back.
            if (rollback is not null)
                outcome = outcome with { RollbackPlanPath = request.Folder.Write(RollbackPlan.Prefix, RollbackPlan.FileName, rollback, RollbackPlan.JsonType) };
            var applier = new PlanApplier(cluster, request.Options with { RestoreOnFailure = request.Rollback is null }, request.Folder.Explanations, time);
            var open = changes.Where(change => request.Rollback is null || !StateCheck.IsRestored(change)).ToList();
            outcome = outcome with { Items = await applier.ApplyAsync(open, cancellationToken) };
            if (rollback is not null) request.Folder.Write(RollbackPlan.FileName, rollback with { Ended = true }, RollbackPlan.JsonType);
            return outcome;
        }
        catch (ConflictException fault) when (fault.Code == "change_refused")
        {
            return outcome with { Decision = outcome.Decision with { Reason = GateReason.VerifyStale, Detail = fault.Message, VerifyOk = false } };
        }
        catch (OutsideException fault)
        {
            return outcome with { Failure = fault.Message };
        }
    }

    private static GateDecision? Obstacle(ApplyRequest request, ApplyOutcome outcome, IReadOnlyList<Change> changes)
    {
        if (StateCheck.Stale(changes, outcome.Decision.Verified) is { } stale)
            return outcome.Decision with { Reason = GateReason.VerifyStale, Detail = stale, VerifyOk = false };
        if (request.Rollback is not { } rollback) return null;
        var elsewhere = rollback.Server != outcome.Cluster?.Server ? $"The rollback plan is of the server '{rollback.Server}', and the current one is '{outcome.Cluster?.Server}'." : null;
        return (elsewhere ?? StateCheck.Changed(changes, rollback)) is { } changed
            ? outcome.Decision with { Reason = GateReason.ChangedSinceApply, Detail = changed }
            : null;
    }

    private static IReadOnlyList<Change> AfterKilledAttempt(ApplyRequest request, ApplyOutcome outcome, IReadOnlyList<Change> changes) =>
        RollbackPlan.OfKilledAttempt(request.Folder.File(RollbackPlan.FileName), outcome.Cluster?.Server, request.Gate.Plan.Digest.ToString()) is { } killed
            ? [.. changes.Select(change => killed.Items.FirstOrDefault(item => item.Namespace == change.Item.Namespace && item.Name == change.Item.Name) is { } item ? change.After(item) : change)]
            : changes;

    private static RollbackPlan RollbackOf(ApplyRequest request, ApplyOutcome outcome, IReadOnlyList<Change> changes) => new(
        outcome.Cluster?.Context, outcome.Cluster?.Server, request.Gate.VerifyReportPath, request.Gate.Plan.Digest.ToString(), [.. changes.Select(change => change.Undo)]);

    private static ApplyReport Report(ApplyRequest request, ApplyOutcome outcome, ReportTimes times)
    {
        var (plan, decision) = (request.Gate.Plan, outcome.Decision);
        var failed = outcome.Items.FirstOrDefault(item => !item.Ok);
        var ok = decision.Reason is null && outcome.Failure is null && failed is null;
        var message = decision.Reason is not null ? decision.Detail : outcome.Failure ?? failed?.Stderr;
        return new()
        {
            Times = times, OutDir = request.Folder.Path, ApplyRequested = true, DryRun = false, IsRollback = request.Rollback is not null,
            K8sPlanPath = request.PlanPath, K8sPlanItems = plan.Items.Count, K8sNamespace = plan.Namespace, K8sDeployment = plan.Deployment,
            PlanDigest = plan.Digest.ToString(),
            Objects = [.. plan.Items.Select(item => new ObjectReference(item.Namespace, item.Name, PlanItem.Kind))],
            Ok = ok,
            BlockReason = decision.Reason,
            Reason = decision.Reason ?? (!ok ? ApplyReport.ApplyFailed : plan.Items.Count == 0 ? ApplyReport.NothingToDo : ApplyReport.Applied),
            WouldApply = decision.Reason is null && plan.Items.Count > 0,
            PaidEnabled = decision.License is { Ok: true },
            KillSwitchActive = decision.KillSwitchActive,
            LicenseOk = decision.License?.Ok, LicenseReason = decision.License?.Reason, LicensePath = decision.License?.Path,
            LicenseExpiresAt = decision.License?.ExpiresAt, Entitlements = decision.License?.Entitlements ?? [],
            VerifyOk = decision.VerifyOk, VerifyReportPath = request.Gate.VerifyReportPath,
            Force = request.Force,
            KubectlContext = outcome.Cluster?.Context, Server = outcome.Cluster?.Server,
            RollbackPlanPath = outcome.RollbackPlanPath,
            Checks = new(outcome.Items),
            Details = message is null ? null : new(message, RbacDenial.Parse(message)),
        };
    }
}
