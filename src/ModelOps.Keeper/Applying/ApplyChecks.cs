using ModelOps.Keeper.Cluster.Rollouts;

namespace ModelOps.Keeper.Applying;

/// <summary>What became of a plan.</summary>
/// <param name="Items">One entry an item of the plan; empty if none was tried.</param>
public sealed record ApplyChecks(IReadOnlyList<ApplyItem> Items);
