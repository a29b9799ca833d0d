using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Gates;

namespace ModelOps.Keeper.Applying;

/// <summary>How an apply went, before it is a report.</summary>
/// <param name="Decision">What the gates said.</param>
internal sealed record ApplyOutcome(GateDecision Decision)
{
    /// <summary>Where kubectl goes.</summary>
    public KubeConfig? Cluster { get; init; }

    /// <summary>What became of the items.</summary>
    public IReadOnlyList<ApplyItem> Items { get; init; } = [];

    /// <summary>The plan that takes it back.</summary>
    public string? RollbackPlanPath { get; init; }

    /// <summary>What ended it before an item was tried.</summary>
    public string? Failure { get; init; }
}
