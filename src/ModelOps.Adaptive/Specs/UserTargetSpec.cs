using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Specs;

/// <summary>A target that is a function of the user's own.</summary>
/// <param name="Entrypoint">A Python function or class, or a .NET type.</param>
/// <param name="Weight">The factor of its loss; finite and above 0. Default 1.</param>
public sealed record UserTargetSpec(Entrypoint Entrypoint, double Weight);
