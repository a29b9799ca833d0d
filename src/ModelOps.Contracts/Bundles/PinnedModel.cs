using ModelOps.Contracts.References;

namespace ModelOps.Contracts.Bundles;

/// <summary>A model whose bundle is pinned.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Entrypoint">What to run in it; never a model id.</param>
public sealed record PinnedModel(PinnedBundle Bundle, Entrypoint Entrypoint);
