using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Discovery.Manifests;

/// <summary>A file of a manifest.</summary>
/// <param name="Sha256">The digest of its bytes.</param>
/// <param name="Size">Their number.</param>
public sealed record ManifestFile(Digest Sha256, long Size);
