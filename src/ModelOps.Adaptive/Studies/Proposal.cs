using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Studies;

/// <summary>One trial that a round asks for.</summary>
/// <param name="Parameters">What the algorithm proposed.</param>
/// <param name="Seeds">One seed a replicate.</param>
public sealed record Proposal(ParameterSet Parameters, IReadOnlyList<ulong> Seeds);
