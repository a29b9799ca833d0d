using System.Buffers;
using System.Net;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>The download of one blob, which goes on where a connection broke.</summary>
internal sealed class BlobDownload(RegistryClient client, Uri uri, BlobDescriptor blob, RegistryOptions options)
{
    private const int BufferBytes = 256 << 10;

    private readonly string _what = $"the blob {blob.Digest}";

    public async Task CopyAsync(long offset, Stream destination, CancellationToken cancellationToken)
    {
        for (var failures = 0; offset < blob.Size;)
        {
            var before = offset;
            offset = await CopySomeAsync(offset, destination, cancellationToken);
            if (offset == blob.Size) return;
            failures = offset > before ? 1 : failures + 1;
            if (failures > options.Retries)
                throw new OutsideException("registry_unreachable", $"{uri.Authority} broke off {_what} at byte {offset} of {blob.Size}.", "Run the same command again: it goes on from there.", retryable: true);
            await client.WaitAsync(failures - 1, null, cancellationToken);
        }
    }

    // Copies until the end or until the connection breaks.
    private async Task<long> CopySomeAsync(long offset, Stream destination, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest(HttpMethod.Get, uri) { Range = offset > 0 ? new(offset, null) : null };
        using var response = await client.SendAsync(request, _what, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new CorruptDataException("blob_missing", $"{uri.Authority} has no blob {blob.Digest}, which a manifest there lists.", "Push the bundle again.");
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent) || RegistryError.IsHtml(response))
            throw await RegistryError.OfAsync(response, _what, cancellationToken);
        var start = response.StatusCode == HttpStatusCode.OK ? 0 : response.Content.Headers.ContentRange?.From ?? offset;
        if (start > offset || response.Content.Headers.ContentLength is { } length && start + length != blob.Size) throw OtherSize();
        return await CopyBodyAsync(response, offset - start, offset, destination, cancellationToken);
    }

    private async Task<long> CopyBodyAsync(HttpResponseMessage response, long skip, long offset, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var silence = new CancellationTokenSource(options.Timeout, options.Time);
            await using var link = cancellationToken.Register(silence.Cancel);
            for (int read; (read = await ReadAsync(body, buffer, silence, cancellationToken)) > 0;)
            {
                var skipped = (int)Math.Min(skip, read);
                skip -= skipped;
                offset += read - skipped;
                if (offset > blob.Size) throw OtherSize();
                await destination.WriteAsync(buffer.AsMemory(skipped, read - skipped), cancellationToken);
            }
            return offset;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // 0 at the end, and where the connection breaks or falls silent: which of the two the number of bytes tells.
    private async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        silence.CancelAfter(options.Timeout);
        try
        {
            return await body.ReadAsync(buffer, silence.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            return 0;
        }
    }

    private CorruptDataException OtherSize() =>
        new("digest_mismatch", $"{uri.Authority} answers with another size than {blob.Size} bytes for the blob {blob.Digest}.");
}
