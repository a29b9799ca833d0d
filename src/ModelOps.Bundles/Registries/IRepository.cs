using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries;

/// <summary>
/// One repository of a registry: manifests, the tags that name them, and the blobs that they list (OCI distribution specification 1.1).
/// May be used by many at once. Failures of the registry are <see cref="OutsideException"/>s: codes <c>registry_denied</c>,
/// <c>registry_unreachable</c>, <c>registry_timeout</c>, <c>registry_failed</c>, <c>not_a_registry</c>.
/// </summary>
public interface IRepository : IDisposable
{
    /// <summary>Where it is, for people: <c>host[:port]/name</c>, or <c>oci:</c> and a folder.</summary>
    string Name { get; }

    /// <summary>The digest of the manifest that a tag names now; <see langword="null"/> if there is no such tag.</summary>
    Task<Digest?> FindTagAsync(string tag, CancellationToken cancellationToken);

    /// <summary>All tags, in the registry's order.</summary>
    Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken);

    /// <summary>The bytes of a manifest, checked against the digest; <see langword="null"/> if it isn't there.</summary>
    /// <exception cref="CorruptDataException">Code <c>digest_mismatch</c>: the registry gave other bytes.</exception>
    Task<byte[]?> FindManifestAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>Whether a blob is there.</summary>
    Task<bool> HasBlobAsync(BlobDescriptor blob, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a blob from an offset to its end. A connection that breaks is made again where it broke. Writes no byte beyond the blob's
    /// size; the bytes themselves are the caller's to check.
    /// </summary>
    /// <exception cref="CorruptDataException">Code <c>blob_missing</c>: it isn't there. Code <c>digest_mismatch</c>: it has another size.</exception>
    Task FetchBlobAsync(BlobDescriptor blob, long offset, Stream destination, CancellationToken cancellationToken);

    /// <summary>Stores a blob, unless it is there. An upload that was broken off, also by another process, goes on where it was.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="open">Opens its bytes, with a position that can be set; called only if they are needed.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>How many bytes were sent; 0 if the blob was there.</returns>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: the bytes are not those of the digest.</exception>
    Task<long> PutBlobAsync(BlobDescriptor blob, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken);

    /// <summary>Stores a manifest whose blobs are there, and lets a tag name it.</summary>
    /// <param name="manifest">The bytes.</param>
    /// <param name="tag">The tag; <see langword="null"/> to store the manifest only.</param>
    /// <param name="expected">What the tag must name before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TagMovedException">The tag names something else than expected; nothing was changed.</exception>
    Task PutManifestAsync(ReadOnlyMemory<byte> manifest, string? tag, ExpectedTag expected, CancellationToken cancellationToken);
}
