using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Applying;

/// <summary>What is to be applied.</summary>
/// <param name="Gate">The plan and what opens the gates for it.</param>
/// <param name="PlanPath">The plan's file, for the report.</param>
/// <param name="Folder">Where the reports go.</param>
public sealed record ApplyRequest(GateRequest Gate, string PlanPath, ReportFolder Folder)
{
    /// <summary>How the changes are made.</summary>
    public ApplyOptions Options { get; init; } = new();

    /// <summary>The reserved flag <c>--force</c>: it opens no gate.</summary>
    public bool Force { get; init; }

    /// <summary>The rollback that the plan was made of; <see langword="null"/> for a change that goes forward.</summary>
    public RollbackPlan? Rollback { get; init; }
}
