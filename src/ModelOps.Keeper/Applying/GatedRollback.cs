using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Applying;

/// <summary>Takes a change back, through the same gates as the change: its plan is verified first, and what somebody else changed since is left alone.</summary>
/// <param name="tool">The kubectl.</param>
/// <param name="licenses">Judges licenses.</param>
/// <param name="time">The clock.</param>
public sealed class GatedRollback(KubectlTool tool, LicenseGate licenses, TimeProvider time)
{
    /// <summary>Verifies the rollback, and applies it if every gate is open.</summary>
    /// <param name="path">The rollback plan's file.</param>
    /// <param name="folder">Where the reports go.</param>
    /// <param name="gate">What opens the gates; its plan and verification are replaced by the rollback's own.</param>
    /// <param name="options">How the changes are made.</param>
    /// <param name="allowUncheckedPod">Whether a pod that can't be tried is no obstacle.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="InvalidPlanException">The file is no rollback plan.</exception>
    public async Task<ApplyReport> RunAsync(
        string path, ReportFolder folder, GateRequest gate, ApplyOptions options, bool allowUncheckedPod, CancellationToken cancellationToken)
    {
        var rollback = RollbackPlan.Read(path);
        var plan = rollback.ToPlan();
        await new PlanVerifier(tool, time).VerifyAsync(new(plan, path, folder) { AllowUncheckedPod = allowUncheckedPod }, cancellationToken);
        var request = new ApplyRequest(gate with { Plan = plan, VerifyReportPath = folder.File(VerifyReport.FileName) }, path, folder) { Options = options, Rollback = rollback };
        return await new GatedApply(tool, licenses, time).RunAsync(request, cancellationToken);
    }
}
