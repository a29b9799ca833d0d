namespace ModelOps.Adaptive.Objectives;

/// <summary>A target with its observations and what each replicate simulated for them.</summary>
/// <param name="Definition">The target.</param>
/// <param name="Observed">The observations.</param>
/// <param name="Replicates">For each replicate, in replicate order, one simulated value an observation; at least one replicate.</param>
public sealed record AlignedTarget(TargetDefinition Definition, ObservedData Observed, IReadOnlyList<IReadOnlyList<double>> Replicates);
