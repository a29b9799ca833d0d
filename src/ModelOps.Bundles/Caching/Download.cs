using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Caching;

/// <summary>Something to fetch: a pack, or a file that is one blob or several.</summary>
/// <param name="Digest">The digest of all its bytes.</param>
/// <param name="Blobs">Its blobs, in the order of the bytes.</param>
/// <param name="Files">The files that it brings.</param>
internal sealed record Download(Digest Digest, IReadOnlyList<BlobDescriptor> Blobs, IReadOnlyList<BundleFile> Files)
{
    /// <summary>The number of its bytes.</summary>
    public long Size { get; } = Blobs.Sum(blob => blob.Size);

    /// <summary>Whether its bytes are those of a file, and no pack.</summary>
    public bool IsFile => Digest == Files[0].Sha256 && Blobs[0].MediaType != MediaTypes.Pack;
}
