namespace ModelOps.Adaptive.Specs;

/// <summary>What a study minimises: the weighted sum of its targets' losses.</summary>
/// <param name="Targets">The targets with observations, in the order of the spec.</param>
/// <param name="UserTargets">The targets of the user's own, in the order of the spec.</param>
public sealed record ObjectiveSpec(IReadOnlyList<TargetSpec> Targets, IReadOnlyList<UserTargetSpec> UserTargets);
