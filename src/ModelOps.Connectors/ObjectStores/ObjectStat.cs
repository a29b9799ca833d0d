using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.ObjectStores;

/// <summary>What a store knows of an object.</summary>
/// <param name="Uri">Its address.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">
/// The digest that was recorded with it; of a file the digest of its bytes. <see langword="null"/> only where none was recorded and the
/// settings allow that.
/// </param>
/// <param name="Tier">Its storage tier; <see langword="null"/> where the store names none that is known.</param>
/// <param name="Version">What changes with every write: an ETag or generation, for <see cref="PutCondition.IfVersion"/>.</param>
public sealed record ObjectStat(ObjectUri Uri, long Size, Digest? Sha256, StorageTier? Tier, string Version);
