using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Trials;

/// <summary>What became of one replicate of a trial.</summary>
/// <param name="Trial">The trial's number, from 0.</param>
/// <param name="Replicate">The replicate's place in the trial, from 0.</param>
/// <param name="Status">How its simulation ended.</param>
/// <param name="Tables">The stored output tables by name; empty unless completed.</param>
/// <param name="Error">Why it did not complete, or <see langword="null"/>.</param>
public sealed record ReplicateResult(
    int Trial,
    int Replicate,
    SimulationStatus Status,
    IReadOnlyDictionary<string, Digest> Tables,
    SimulationError? Error)
{
    /// <summary>The stored output tables by name; empty unless completed.</summary>
    public IReadOnlyDictionary<string, Digest> Tables { get; init; } = StoredTables.Of(Tables);

    /// <summary>Whether the machine, not the model, ended the simulation.</summary>
    public bool IsEnvironmental => Status is SimulationStatus.Timeout or SimulationStatus.OutOfMemory or SimulationStatus.Lost;
}
