using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>A file that is to be part of a bundle.</summary>
/// <param name="Entry">Its path in the bundle and what it holds.</param>
/// <param name="Layer">The layer it goes into.</param>
/// <param name="External">Where an object store has it; <see langword="null"/> if it goes to the registry.</param>
public sealed record BundleMember(ContentEntry Entry, string Layer, FilePlace.External? External = null);
