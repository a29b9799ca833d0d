using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Studies;

/// <summary>One trial that a round asks for.</summary>
/// <param name="Parameters">What the algorithm proposed.</param>
/// <param name="Seeds">One seed a replicate.</param>
public sealed record Proposal(ParameterSet Parameters, IReadOnlyList<ulong> Seeds)
{
    /// <summary>Whether its result only decides about a second part.</summary>
    public bool IsFirstPart { get; init; }

    /// <summary>The number of the trial that it is the second part of: its result is of the replicates of both. Otherwise <see langword="null"/>.</summary>
    public int? Continues { get; init; }
}
