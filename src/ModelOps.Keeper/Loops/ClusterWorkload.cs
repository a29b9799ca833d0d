using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Keeper.Loops;

/// <summary>A Deployment as the workload of a loop.</summary>
/// <param name="tool">The kubectl.</param>
/// <param name="licenses">Judges licenses.</param>
/// <param name="settings">The workload.</param>
/// <param name="gate">What opens the gates; plan and verification are each round's own.</param>
/// <param name="options">How changes are made.</param>
/// <param name="time">The clock.</param>
public sealed class ClusterWorkload(
    KubectlTool tool, LicenseGate licenses, LoopSettings settings, GateRequest gate, ApplyOptions options, TimeProvider time) : IWorkload
{
    /// <inheritdoc />
    public async Task<KnobReading> ReadKnobsAsync(CancellationToken cancellationToken)
    {
        var live = await LiveKnobs.ReadAsync(tool, settings.Namespace, settings.Deployment, cancellationToken);
        return new(live.Values, live.Error);
    }

    /// <inheritdoc />
    public async Task<RoundOutcome> ApplyAsync(RoundChange change, CancellationToken cancellationToken)
    {
        var forbidden = KillSwitch.IsActive(gate.KillSwitchValue);
        if (change.Plan.Items.Count == 0)
            return new() { KillSwitchActive = forbidden, BlockedReason = forbidden ? BlockReason.KillSwitch : null, BlockedDetail = forbidden ? $"{KillSwitch.Variable} is on." : null };
        var verified = await new PlanVerifier(tool, time).VerifyAsync(new(change.Plan, change.PlanPath, change.Folder), cancellationToken);
        var outcome = new RoundOutcome
        {
            VerifyOk = verified.Ok,
            VerifyBlockerKind = verified.VerifyBlocker?.Kind,
            VerifyRbacHint = verified.Details?.Rbac?.Hint,
            VerifyReportPath = change.Folder.File(VerifyReport.FileName),
            KillSwitchActive = forbidden,
        };
        if (change.KnobsError is { } error && verified.Ok && !forbidden)
            return outcome with { BlockedReason = RoundOutcome.KnobsUnknown, BlockedDetail = error };
        return await ApplyAsync(change, outcome, cancellationToken);
    }

    private async Task<RoundOutcome> ApplyAsync(RoundChange change, RoundOutcome outcome, CancellationToken cancellationToken)
    {
        var request = new ApplyRequest(gate with { Plan = change.Plan, VerifyReportPath = outcome.VerifyReportPath! }, change.PlanPath, change.Folder) { Options = options };
        var report = await new GatedApply(tool, licenses, time).RunAsync(request, cancellationToken);
        var attempted = report.BlockReason is null;
        return outcome with
        {
            Attempted = attempted,
            Ok = attempted ? report.Ok : null,
            BlockedReason = report.BlockReason,
            BlockedDetail = report.Details?.Message,
            ApplyReportPath = change.Folder.File("k8s_apply_latest.json"),
            ApplyRc = attempted ? (report.Ok ? 0 : 1) : 2,
            License = report.LicenseReason is { } reason ? new(report.LicensePath, report.LicenseOk == true, reason, report.LicenseExpiresAt, report.Entitlements) : null,
        };
    }
}
