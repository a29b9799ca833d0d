using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Gates;

namespace ModelOps.Keeper.Applying;

/// <summary>Whether the cluster is still as it was when the plan was verified, or when it was applied.</summary>
internal static class StateCheck
{
    /// <summary>Why a change may not be made; <see langword="null"/> if it may.</summary>
    /// <param name="changes">What is there now.</param>
    /// <param name="verified">What was there.</param>
    /// <remarks>A status that changed since is no reason: Deployments report on their pods all the time.</remarks>
    public static string? Stale(IReadOnlyList<Change> changes, IReadOnlyList<VerifiedObject> verified)
    {
        foreach (var live in changes.Select(change => change.Before))
        {
            var seen = verified.First(one => one.Namespace == live.Namespace && one.Name == live.Name);
            if (seen.Uid != live.Uid || (seen.ResourceVersion != live.ResourceVersion && seen.WishDigest != live.WishDigest.ToString()))
                return $"The Deployment {live.Namespace}/{live.Name} was changed since it was verified (version {seen.ResourceVersion}, now {live.ResourceVersion}); verify the plan again.";
        }
        return null;
    }

    /// <summary>Why a rollback may not be made; <see langword="null"/> if it may.</summary>
    /// <param name="changes">What is there now.</param>
    /// <param name="rollback">What was applied, item by item as the changes.</param>
    public static string? Changed(IReadOnlyList<Change> changes, RollbackPlan rollback)
    {
        foreach (var (change, item) in changes.Zip(rollback.Items))
        {
            var name = $"{item.Namespace}/{item.Name}";
            if (change.Before.Uid != item.Uid) return $"The Deployment {name} was replaced by another of the same name since it was changed.";
            if (!IsRestored(change) && !MergePatch.Holds(item.AppliedPatch, change.Before.Object))
                return $"The values of the Deployment {name} were changed by somebody else since; put them back by hand.";
        }
        return null;
    }

    /// <summary>Whether a change would change nothing.</summary>
    public static bool IsRestored(Change change) => MergePatch.Holds(change.Effective, change.Before.Object);
}
