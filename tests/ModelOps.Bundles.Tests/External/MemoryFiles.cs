using System.Collections.Concurrent;
using ModelOps.Bundles.External;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Tests.External;

/// <summary>An object store in memory.</summary>
internal sealed class MemoryFiles : IExternalFiles
{
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public Task<ExternalFile?> FindAsync(string uri, CancellationToken cancellationToken) =>
        Task.FromResult(Objects.TryGetValue(uri, out var bytes) ? new ExternalFile(bytes.Length, Digest.Of(bytes)) : null);

    public Task<Stream> OpenAsync(string uri, Digest sha256, long size, CancellationToken cancellationToken) => Objects.TryGetValue(uri, out var bytes)
        ? Task.FromResult<Stream>(new MemoryStream(bytes))
        : throw new NotFoundException("object_not_found", uri);

    public async Task PutAsync(string uri, Stream content, Digest sha256, string? tier, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        Objects[uri] = bytes.ToArray();
    }
}
