using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Search.Abc;

/// <summary>An accepted trial.</summary>
/// <param name="Parameters">What was simulated.</param>
/// <param name="Place">The place in the unit cube that it was drawn at.</param>
/// <param name="Distance">Its loss.</param>
internal sealed record Particle(ParameterSet Parameters, double[] Place, double Distance);
