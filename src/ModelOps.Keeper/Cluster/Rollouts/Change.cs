using System.Text.Json;
using ModelOps.Keeper.Plans;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>One item of a plan with what the cluster has now, ready to be made.</summary>
/// <param name="Item">The item.</param>
/// <param name="Before">The Deployment now.</param>
/// <param name="Effective">The values as the server would keep them, which writes amounts and defaults its own way: a merge patch.</param>
public sealed record Change(PlanItem Item, LiveDeployment Before, JsonElement Effective)
{
    /// <summary>How to undo it.</summary>
    public RollbackItem Undo { get; init; } = RollbackItem.Of(Before, Effective);

    /// <summary>
    /// The change with the values that an earlier attempt found. One that was killed may have made it already: what the cluster has now is then no
    /// longer what was there before.
    /// </summary>
    /// <param name="earlier">How the earlier attempt would have undone the same change.</param>
    /// <returns>The change as it is if the cluster does not have what that attempt would have made.</returns>
    public Change After(RollbackItem earlier) =>
        earlier.Uid == Before.Uid && MergePatch.Holds(earlier.AppliedPatch, Before.Object) ? this with { Undo = Undo with { Patch = earlier.Patch } } : this;
}
