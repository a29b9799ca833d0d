using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Publishing;

/// <summary>A repository of one bundle that was not pushed yet: its blobs are made of the folder when they are asked for. It takes none.</summary>
/// <param name="packed">The bundle.</param>
/// <param name="name">What to call it.</param>
public sealed class PackedRepository(PackedBundle packed, string name) : IRepository
{
    private const int BufferBytes = 128 << 10;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public Task<Digest?> FindTagAsync(string tag, CancellationToken cancellationToken) => Task.FromResult<Digest?>(null);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc />
    public Task<byte[]?> FindManifestAsync(Digest digest, CancellationToken cancellationToken) =>
        Task.FromResult(digest == packed.Bundle.Manifest.Digest ? packed.Bundle.Manifest.Bytes.ToArray() : null);

    /// <inheritdoc />
    public Task<bool> HasBlobAsync(BlobDescriptor blob, CancellationToken cancellationToken) => Task.FromResult(packed.Blobs.Contains(blob));

    /// <inheritdoc />
    public async Task FetchBlobAsync(BlobDescriptor blob, long offset, Stream destination, CancellationToken cancellationToken)
    {
        if (!packed.Blobs.Contains(blob)) throw new CorruptDataException("blob_missing", $"{name} has no blob {blob.Digest}.");
        await using var content = await packed.OpenAsync(blob, cancellationToken);
        content.Position = offset;
        await content.CopyToAsync(destination, BufferBytes, cancellationToken);
    }

    /// <inheritdoc />
    public Task<long> PutBlobAsync(BlobDescriptor blob, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken) => throw ReadOnly();

    /// <inheritdoc />
    public Task PutManifestAsync(ReadOnlyMemory<byte> manifest, string? tag, ExpectedTag expected, CancellationToken cancellationToken) => throw ReadOnly();

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private InvalidOperationException ReadOnly() => new($"{name} is a folder and takes no blobs.");
}
