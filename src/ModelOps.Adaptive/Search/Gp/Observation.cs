using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>A trial as the surrogate sees it.</summary>
/// <param name="Parameters">What was tried.</param>
/// <param name="Place">Its place in the unit cube, integers and choices in the middles of their slices.</param>
/// <param name="Loss">Its loss; infinite if it failed.</param>
internal sealed record Observation(ParameterSet Parameters, double[] Place, double Loss);
