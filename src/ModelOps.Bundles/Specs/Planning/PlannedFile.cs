using ModelOps.Connectors.ObjectStores;

namespace ModelOps.Bundles.Specs.Planning;

/// <summary>Where a file of a bundle goes.</summary>
/// <param name="Path">From the spec's folder, with forward slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="External">Its address in an object store; <see langword="null"/> for the registry.</param>
/// <param name="Tier">Its tier there.</param>
/// <param name="Reason">Why it goes there, in words.</param>
public sealed record PlannedFile(string Path, long Size, string Layer, ObjectUri? External, StorageTier? Tier, string Reason);
