using System.Collections.Concurrent;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Tests.Caching;

/// <summary>A repository that remembers which blobs were fetched, and may spoil them.</summary>
internal sealed class CountingRepository(IRepository inner) : IRepository
{
    public ConcurrentQueue<(Digest Blob, long Offset)> Fetched { get; } = [];

    /// <summary>Called instead of a fetch if it is set.</summary>
    public Func<BlobDescriptor, long, Stream, Task>? Instead { get; set; }

    public string Name => inner.Name;

    public Task<Digest?> FindTagAsync(string tag, CancellationToken cancellationToken) => inner.FindTagAsync(tag, cancellationToken);

    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => inner.ListTagsAsync(cancellationToken);

    public Task<byte[]?> FindManifestAsync(Digest digest, CancellationToken cancellationToken) => inner.FindManifestAsync(digest, cancellationToken);

    public Task<bool> HasBlobAsync(BlobDescriptor blob, CancellationToken cancellationToken) => inner.HasBlobAsync(blob, cancellationToken);

    public Task FetchBlobAsync(BlobDescriptor blob, long offset, Stream destination, CancellationToken cancellationToken)
    {
        Fetched.Enqueue((blob.Digest, offset));
        return Instead is null ? inner.FetchBlobAsync(blob, offset, destination, cancellationToken) : Instead(blob, offset, destination);
    }

    public Task<long> PutBlobAsync(BlobDescriptor blob, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken) =>
        inner.PutBlobAsync(blob, open, cancellationToken);

    public Task PutManifestAsync(ReadOnlyMemory<byte> manifest, string? tag, ExpectedTag expected, CancellationToken cancellationToken) =>
        inner.PutManifestAsync(manifest, tag, expected, cancellationToken);

    public void Dispose() => inner.Dispose();
}
