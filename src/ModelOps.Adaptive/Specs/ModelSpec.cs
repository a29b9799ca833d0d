using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Specs;

/// <summary>What to run.</summary>
/// <param name="Entrypoint">The model; a model id until the bundle is pinned.</param>
/// <param name="Bundle">
/// A path relative to the spec, or a tag or digest of a pushed bundle; <see langword="null"/> to find the folder that has the entrypoint.
/// </param>
public sealed record ModelSpec(Entrypoint Entrypoint, string? Bundle);
