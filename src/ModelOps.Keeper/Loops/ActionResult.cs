using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Loops;

/// <summary>What became of an action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Applied">Whether the cluster was changed so.</param>
/// <param name="Blocked">Whether something forbade it.</param>
/// <param name="Reason">Why: <c>dry_run</c>, <c>k8s_apply</c>, <c>k8s_apply_failed</c>, <c>recover</c>, <c>relock</c>, or what forbade it.</param>
/// <param name="DryRun">Whether nothing could change.</param>
/// <param name="Detail">The reason in words; null if there is no more to say.</param>
public sealed record ActionResult(ProposedAction Action, bool Applied, bool Blocked, string Reason, bool DryRun, string? Detail)
{
    /// <summary>The reason of an action that is planned only.</summary>
    public const string DryRunReason = "dry_run";

    /// <summary>The reason of an action that was applied.</summary>
    public const string AppliedReason = "k8s_apply";

    /// <summary>The reason of an action whose apply failed.</summary>
    public const string FailedReason = "k8s_apply_failed";
}
