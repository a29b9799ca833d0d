using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using ModelOps.Connectors.ObjectStores.Transfer;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Gcs;

/// <summary>
/// A resumable upload ("Resumable uploads", Cloud Storage documentation): parts in order to the session's address, each answered by 308
/// with the range that is stored, the last by the object. A server may store less than was sent; the rest is sent again.
/// </summary>
internal sealed class ResumableUpload(GcsBackend backend, ObjectUri uri, Uri session, long size) : IPartedUpload
{
    private long _stored;

    /// <inheritdoc />
    public string Session => session.AbsoluteUri;

    /// <inheritdoc />
    public long Stored => _stored;

    /// <summary>Asks how much is stored.</summary>
    /// <returns>Whether the session is still there and unfinished.</returns>
    public async Task<bool> FindStoredAsync(CancellationToken cancellationToken)
    {
        using var response = await backend.SendAsync(uri, PartRequest(ReadOnlyMemory<byte>.Empty), cancellationToken);
        if ((int)response.StatusCode != 308) return false;
        _stored = StoredIn(response);
        return _stored < size;
    }

    /// <inheritdoc />
    public async Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        if (await SendAsync(part, cancellationToken) is not null)
            throw StoreFaults.OfStatus(uri, HttpStatusCode.OK, "before the last part was sent");
    }

    /// <inheritdoc />
    public async Task<string?> CompleteAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(part, cancellationToken)
            ?? throw StoreFaults.OfStatus(uri, HttpStatusCode.PermanentRedirect, "after the last part was sent");
        return await GcsBackend.WrittenAsync(uri, response, cancellationToken);
    }

    /// <inheritdoc />
    public async Task AbandonAsync(CancellationToken cancellationToken)
    {
        using var response = await backend.SendAsync(uri, new(HttpMethod.Delete, session), cancellationToken);
    }

    // The final answer, or null when all of the part is stored and more is to come.
    private async Task<HttpResponseMessage?> SendAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        var end = _stored + part.Length;
        while (true)
        {
            var rest = part[(int)(part.Length - (end - _stored))..];
            var response = await backend.SendAsync(uri, PartRequest(rest), cancellationToken);
            if ((int)response.StatusCode != 308) return IsFinal(response) ? response : throw Refused(response);
            var stored = StoredIn(response);
            response.Dispose();
            // Without progress, or beyond what was sent, the session and this client disagree.
            if (stored <= _stored || stored > end) throw StoreFaults.OfStatus(uri, HttpStatusCode.PermanentRedirect, $"stored {stored} of {end} bytes");
            _stored = stored;
            if (_stored == end) return null;
        }
    }

    private HttpRequestMessage PartRequest(ReadOnlyMemory<byte> part)
    {
        var content = new ReadOnlyMemoryContent(part);
        content.Headers.ContentRange = part.Length == 0 ? new ContentRangeHeaderValue(size) : new(_stored, _stored + part.Length - 1, size);
        return new(HttpMethod.Put, session) { Content = content };
    }

    private static bool IsFinal(HttpResponseMessage response) => response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.PreconditionFailed;

    private ModelOpsException Refused(HttpResponseMessage response)
    {
        using (response)
        {
            return GcsBackend.WriteFault(uri, response.StatusCode);
        }
    }

    private static long StoredIn(HttpResponseMessage response)
    {
        var range = response.Headers.TryGetValues("Range", out var values) ? values.First() : "";
        var last = range.StartsWith("bytes=0-", StringComparison.Ordinal) ? range["bytes=0-".Length..] : "-1";
        return long.TryParse(last, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position) ? position + 1 : 0;
    }
}
