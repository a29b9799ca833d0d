using ModelOps.Adaptive.Trials;

namespace ModelOps.Adaptive.Records;

/// <summary>A trial that is a particle of a posterior sample.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Weight">Its weight; those of a sample sum to 1.</param>
public sealed record WeightedTrial(Trial Trial, double Weight);
