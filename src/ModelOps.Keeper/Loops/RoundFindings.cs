using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>What came out of a round.</summary>
/// <param name="Batch">The samples.</param>
/// <param name="Reading">The knobs in the cluster; <see langword="null"/> if it was not asked.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Plan">The changes.</param>
/// <param name="Outcome">What became of them; <see langword="null"/> if they were only planned.</param>
public sealed record RoundFindings(TelemetryBatch Batch, KnobReading? Reading, LoopDecision Decision, Plan Plan, RoundOutcome? Outcome);
