using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Search;

/// <summary>A point of a weighted sample.</summary>
/// <param name="Parameters">The point.</param>
/// <param name="Distance">The loss of its trial.</param>
/// <param name="Weight">Its weight; those of a sample sum to 1.</param>
public sealed record WeightedPoint(ParameterSet Parameters, double Distance, double Weight);
