using System.Net;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>
/// The upload of one blob (OCI distribution specification 1.1, "Pushing blobs"): a session, all chunks but the last by PATCH, the last by
/// PUT. After a failure the registry is asked how much it has, and the upload goes on there.
/// </summary>
internal sealed class BlobUpload(RegistryClient client, Uri uploads, BlobDescriptor blob, RegistryOptions options, UploadSession session)
{
    private readonly string _what = $"the upload of {blob.Digest}";
    private Uri? _location;
    private long _offset;
    private long _sent;

    /// <summary>Sends the blob; gives how many bytes were sent, 0 if the registry had it.</summary>
    public async Task<long> SendAsync(IReadOnlyList<string> mountFrom, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken)
    {
        if (session.Location is { } known) await FindOutAsync(known, cancellationToken);
        if (_location is null && !await BeginAsync(mountFrom, cancellationToken)) return 0;
        var isResumed = _offset > 0;
        await using var content = await open(cancellationToken);
        for (var failures = 0; ;)
        {
            var before = _offset;
            var outcome = await StepAsync(content, cancellationToken);
            if (outcome == Outcome.Done) return _sent;
            if (outcome == Outcome.Rejected && !isResumed)
                throw new ConflictException("bundle_changed", $"The registry found other bytes than those of {blob.Digest}: a file changed while it was sent.", "Run the command again when nothing else changes the folder.");
            // What another process had sent may not have been these bytes.
            if (outcome == Outcome.Rejected) (isResumed, _location) = (false, null);
            if (outcome == Outcome.Failed) await FindOutAsync(_location!, cancellationToken);
            if (_location is null && !await BeginAsync([], cancellationToken)) return _sent;
            failures = _offset > before ? 0 : failures + 1;
            if (outcome == Outcome.Failed) await client.WaitAsync(failures, null, cancellationToken);
            if (failures > options.Retries + 1)
                throw new OutsideException("registry_failed", $"{uploads.Authority} broke off {_what} {failures} times at byte {_offset} of {blob.Size}.", "Run the same command again: it goes on from there.", retryable: true);
        }
    }

    // Mounting also answers whether the blob is there, in the request that begins the upload if it isn't.
    private async Task<bool> BeginAsync(IReadOnlyList<string> mountFrom, CancellationToken cancellationToken)
    {
        session.Forget();
        _offset = 0;
        foreach (var query in mountFrom.Select(from => $"?mount={blob.Digest}&from={Uri.EscapeDataString(from)}").DefaultIfEmpty(""))
        {
            using var response = await client.SendAsync(new(HttpMethod.Post, new Uri(uploads, uploads.AbsolutePath + query)) { Content = _ => new ByteArrayContent([]) }, _what, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Created) return false;
            if (response.StatusCode != HttpStatusCode.Accepted || !Follow(response)) throw await RegistryError.OfAsync(response, _what, cancellationToken);
        }
        return true;
    }

    private async Task<Outcome> StepAsync(Stream content, CancellationToken cancellationToken)
    {
        var length = Math.Min(options.ChunkBytes, blob.Size - _offset);
        var isLast = _offset + length == blob.Size;
        try
        {
            using var response = await client.SendAsync(Part(content, length, isLast), _what, cancellationToken);
            if (isLast && response.StatusCode == HttpStatusCode.Created) return Finish(length);
            if (!isLast && response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.NoContent && Follow(response))
            {
                _sent += length;
                _offset = Received(response) ?? _offset + length;
                session.Save(_location!);
                return Outcome.GoOn;
            }
            return await JudgeAsync(response, cancellationToken);
        }
        catch (OutsideException fault) when (fault.Retryable)
        {
            return Outcome.Failed;
        }
    }

    private Outcome Finish(long length)
    {
        _sent += length;
        session.Forget();
        return Outcome.Done;
    }

    private async Task<Outcome> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (RegistryClient.IsTransient(response.StatusCode) || response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.NotFound)
        {
            if (client.RetryAfter(response) is { } wait) await client.WaitAsync(0, wait, cancellationToken);
            return Outcome.Failed;
        }
        if (response.StatusCode == HttpStatusCode.BadRequest && !RegistryError.IsHtml(response))
        {
            var code = RegistryError.Code(await RegistryBody.TryReadAsync(response, RegistryBody.ErrorLimit, cancellationToken));
            if (code is "DIGEST_INVALID" or "SIZE_INVALID") return Outcome.Rejected;
        }
        throw await RegistryError.OfAsync(response, _what, cancellationToken);
    }

    private RegistryRequest Part(Stream content, long length, bool isLast)
    {
        var (offset, uri) = (_offset, _location!);
        if (isLast) uri = new($"{uri.AbsoluteUri}{(uri.Query.Length > 0 ? '&' : '?')}digest={Uri.EscapeDataString(blob.Digest.ToString())}");
        return new(isLast ? HttpMethod.Put : HttpMethod.Patch, uri)
        {
            IsRepeatable = false,
            Content = progress =>
            {
                var part = new UploadContent(content, offset, length, progress);
                // The specification's form lacks the unit that RFC 9110 has. A whole blob in one request is no range.
                if (length < blob.Size) part.Headers.TryAddWithoutValidation("Content-Range", $"{offset}-{offset + length - 1}");
                return part;
            },
        };
    }

    // How much of the blob the registry has; no location if it does not know the upload any more.
    private async Task FindOutAsync(Uri location, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(new(HttpMethod.Get, location), _what, cancellationToken);
        _location = null;
        if (response.IsSuccessStatusCode && Follow(response)) _offset = Received(response) ?? 0;
        if (_offset > blob.Size) _location = null;
    }

    private bool Follow(HttpResponseMessage response)
    {
        if (response.Headers.Location is { } location) _location = new(response.RequestMessage!.RequestUri!, location);
        return _location is not null;
    }

    // "0-17", with or without a unit: the last byte that was received. "0-0" stands for nothing.
    private static long? Received(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Range", out var values)) return null;
        return long.TryParse(values.First().Split('-')[^1], out var last) ? last == 0 ? 0 : last + 1 : null;
    }

    private enum Outcome
    {
        GoOn,
        Done,
        Failed,
        Rejected,
    }
}
