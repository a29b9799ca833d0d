using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Loops;

/// <summary>What a round wants to change.</summary>
/// <param name="Plan">The plan; may be empty, since some gates speak also then.</param>
/// <param name="PlanPath">Its file.</param>
/// <param name="Folder">Where reports go.</param>
/// <param name="KnobsError">Why the present values can't be relied on: then nothing may be changed, but the plan is still verified.</param>
public sealed record RoundChange(Plan Plan, string PlanPath, ReportFolder Folder, string? KnobsError);
