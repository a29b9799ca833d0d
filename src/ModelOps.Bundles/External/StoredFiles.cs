using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.External;

/// <summary>External files in object stores.</summary>
/// <param name="store">The stores, by the schemes of the addresses.</param>
public sealed class StoredFiles(IObjectStore store) : IExternalFiles
{
    /// <inheritdoc />
    public async Task<ExternalFile?> FindAsync(string uri, CancellationToken cancellationToken)
    {
        try
        {
            var stat = await store.StatAsync(ObjectUri.Parse(uri), cancellationToken);
            return new(stat.Size, stat.Sha256);
        }
        catch (NotFoundException fault) when (fault.Code is "object_not_found" or "container_not_found")
        {
            return null;
        }
        catch (CorruptDataException fault) when (fault.Code is "object_digest_missing" or "object_digest_invalid")
        {
            // Something else wrote it; what it holds can't be known without reading it.
            return new(0, null);
        }
    }

    /// <inheritdoc />
    public Task<Stream> OpenAsync(string uri, Digest sha256, long size, CancellationToken cancellationToken) =>
        store.OpenAsync(ObjectUri.Parse(uri), new(sha256, size), cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(string uri, Stream content, Digest sha256, string? tier, CancellationToken cancellationToken) => store.PutAsync(
        ObjectUri.Parse(uri),
        content,
        new() { Sha256 = sha256, Tier = Enum.TryParse<StorageTier>(tier, ignoreCase: true, out var named) ? named : null },
        cancellationToken);
}
