using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Contents;

/// <summary>One file of a bundle.</summary>
/// <param name="Path">Its path, as <see cref="Paths.BundlePath"/> allows.</param>
/// <param name="Executable">Whether its owner may execute it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">The digest of its bytes.</param>
/// <param name="Layer">The layer that it belongs to; each path is in one layer only.</param>
/// <param name="Place">Where its bytes are.</param>
public sealed record BundleFile(string Path, bool Executable, long Size, Digest Sha256, string Layer, FilePlace Place)
{
    /// <summary>What counts for the content digest.</summary>
    public ContentEntry Entry => new(Path, Executable, Size, Sha256);
}
