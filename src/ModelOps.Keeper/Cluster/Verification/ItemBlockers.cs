using System.Globalization;
using ModelOps.Keeper.Cluster.Quotas;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>Which of the findings about a plan's items stands in its way.</summary>
internal static class ItemBlockers
{
    // What is missing goes before what is refused, and both before doubts.
    private static readonly string[] Order =
    [
        BlockerKind.NamespaceMissing, BlockerKind.DeploymentMissing, BlockerKind.RbacDenied, BlockerKind.DryRunFailed, BlockerKind.Unknown,
        BlockerKind.PodRejected, BlockerKind.QuotaExceeded, BlockerKind.PodNotChecked,
    ];

    /// <summary>The gravest obstacle, of the first item that has it; <see langword="null"/> if there is none.</summary>
    public static (VerifyBlocker Blocker, RbacDenial? Denial)? First(IReadOnlyList<ItemCheck> items, bool allowUncheckedPod)
    {
        var all = items.SelectMany((item, index) => Of(item, allowUncheckedPod)
            .Select(found => (Blocker: new VerifyBlocker(found.Kind, index, item.Namespace, item.Name, found.Detail), found.Denial)));
        return all.OrderBy(found => Rank(found.Blocker.Kind)).ThenBy(found => found.Blocker.Index).Select(found => ((VerifyBlocker, RbacDenial?)?)found).FirstOrDefault();
    }

    private static int Rank(string kind) => kind == BlockerKind.DryRunFailed ? Array.IndexOf(Order, BlockerKind.RbacDenied) : Array.IndexOf(Order, kind);

    private static IEnumerable<(string Kind, string? Detail, RbacDenial? Denial)> Of(ItemCheck item, bool allowUncheckedPod)
    {
        if (item.NamespaceExists == false) yield return (BlockerKind.NamespaceMissing, null, null);
        else if (item.DeploymentExists == false) yield return (BlockerKind.DeploymentMissing, null, null);
        else if (item.GetStderr.Length > 0) yield return Refused(item.GetStderr, BlockerKind.Unknown);
        else if (item.DryRun is { Ok: false } tried) yield return Refused(tried.Stderr, BlockerKind.DryRunFailed);
        if (item.Pod is { State: PodState.Rejected } rejected) yield return (BlockerKind.PodRejected, VerifyBlocker.DetailOf(1, rejected.Reason!), null);
        if (item.Quota is { State: QuotaState.Exceeded } quota) yield return (BlockerKind.QuotaExceeded, Short(quota.Shortages), null);
        if (item.Pod is { State: PodState.NotChecked } unknown && !allowUncheckedPod)
            yield return (BlockerKind.PodNotChecked, unknown.Reason, null);
    }

    private static (string, string?, RbacDenial?) Refused(string stderr, string otherwise)
    {
        var denial = RbacDenial.Parse(stderr);
        return (denial is null ? otherwise : BlockerKind.RbacDenied, VerifyBlocker.DetailOf(1, stderr), denial);
    }

    private static string Short(IReadOnlyList<QuotaShortage> shortages) => string.Join("; ", shortages.Select(one =>
        string.Create(CultureInfo.InvariantCulture, $"quota {one.Quota}: {one.Resource} {one.Used:0.###} used + {one.Needed:0.###} needed > {one.Hard:0.###}")));
}
