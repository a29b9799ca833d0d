using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What is to be verified.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="PlanPath">Its file, for the report.</param>
/// <param name="Folder">Where the report goes.</param>
public sealed record VerifyRequest(Plan Plan, string PlanPath, ReportFolder Folder)
{
    /// <summary>Whether a pod that can't be tried for want of rights is no obstacle.</summary>
    public bool AllowUncheckedPod { get; init; }
}
