using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Value;

namespace ModelOps.Keeper.Loops;

/// <summary>What a closed loop is to do.</summary>
/// <param name="Namespace">The workload's namespace.</param>
/// <param name="Deployment">The workload's Deployment.</param>
/// <param name="Policy">Who decides.</param>
/// <param name="Catalog">The chords.</param>
/// <param name="Limits">The limits of the envelope.</param>
public sealed record LoopSettings(string Namespace, string Deployment, IPolicy Policy, ChordCatalog Catalog, EnvelopeLimits Limits)
{
    /// <summary>What GPUs cost.</summary>
    public CostModel Cost { get; init; } = new(null, 0);

    /// <summary>Whether changes are to be made; otherwise they are only planned.</summary>
    public bool ApplyRequested { get; init; }

    /// <summary>Whether each round begins where the last one ended: its memory is kept, and a file is read on from there.</summary>
    public bool Continues { get; init; }
}
