namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>A vendor's record of an object.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">The text in the metadata, as it is.</param>
/// <param name="Tier">The tier, if known.</param>
/// <param name="Version">The ETag or generation.</param>
internal sealed record BackendStat(long Size, string? Sha256, StorageTier? Tier, string Version);
