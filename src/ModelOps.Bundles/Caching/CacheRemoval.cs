namespace ModelOps.Bundles.Caching;

/// <summary>What was removed from the cache.</summary>
/// <param name="Bundles">How many bundles.</param>
/// <param name="Bytes">The bytes of the files that became free.</param>
public sealed record CacheRemoval(int Bundles, long Bytes);
