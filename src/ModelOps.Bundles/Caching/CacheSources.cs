using ModelOps.Bundles.External;
using ModelOps.Bundles.Registries;

namespace ModelOps.Bundles.Caching;

/// <summary>Where the cache gets what it lacks.</summary>
/// <param name="Repository">The repository that has the bundle.</param>
/// <param name="External">The object stores of external files; <see langword="null"/> if none is set up.</param>
/// <param name="Progress">Told as bytes come; from any thread.</param>
public sealed record CacheSources(IRepository Repository, IExternalFiles? External = null, IProgress<TransferProgress>? Progress = null);
