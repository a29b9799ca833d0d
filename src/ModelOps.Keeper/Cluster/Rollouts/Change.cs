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
    public RollbackItem Undo => RollbackItem.Of(Before, Effective);
}
