using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Trials;

/// <summary>Why a trial has no loss although enough of its replicates completed.</summary>
/// <param name="Error">What a user's target raised, or which value is no finite number.</param>
/// <param name="IsEnvironmental">Whether the machine ended the target: a limit of time, or the death of its worker.</param>
public sealed record TrialFailure(SimulationError Error, bool IsEnvironmental);
