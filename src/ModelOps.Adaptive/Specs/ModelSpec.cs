using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Specs;

/// <summary>What to run.</summary>
/// <param name="Entrypoint">The model.</param>
/// <param name="Bundle">A path relative to the spec, or <see langword="null"/> to find the folder that has the entrypoint.</param>
public sealed record ModelSpec(Entrypoint Entrypoint, string? Bundle);
