using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Contents;

/// <summary>A blob as a manifest lists it (OCI image specification 1.1, content descriptors).</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Digest">The SHA-256 of its bytes.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record BlobDescriptor(string MediaType, Digest Digest, long Size);
