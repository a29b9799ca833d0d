using System.Net;
using System.Text.Json;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>
/// A repository of a registry over HTTP (OCI distribution specification 1.1). Written by hand: OrasProject.Oras, tried first, does not
/// restore in our build.
/// </summary>
public sealed class HttpRepository : IRepository
{
    // A question before the upload costs a round trip; beginning an upload that turns out unnecessary costs the same.
    private const long AskFirstFrom = 4 << 20;
    private const int TagListLimit = 16 << 20;

    private static readonly string[] ManifestTypes =
        [MediaTypes.Manifest, MediaTypes.ManifestList, "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.docker.distribution.manifest.list.v2+json"];

    private readonly RegistryAddress _address;
    private readonly RegistryOptions _options;
    private readonly RegistryClient _client;
    private readonly Uri _root;

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    /// <param name="address">The repository.</param>
    /// <param name="options">How to speak to the registry.</param>
    public HttpRepository(RegistryAddress address, RegistryOptions options)
    {
        (_address, _options) = (address, options);
        _client = new(address, options);
        _root = new(_client.Root, $"v2/{address.Repository}/");
    }

    /// <inheritdoc />
    public string Name => _address.ToString();

    /// <inheritdoc />
    public async Task<Digest?> FindTagAsync(string tag, CancellationToken cancellationToken)
    {
        var what = $"the tag '{TagName.Check(tag)}'";
        using var response = await _client.SendAsync(Manifest(HttpMethod.Head, tag), what, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (response.StatusCode != HttpStatusCode.OK || RegistryError.IsHtml(response)) throw await RegistryError.OfAsync(response, what, cancellationToken);
        if (response.Headers.TryGetValues("Docker-Content-Digest", out var values) && Digest.TryParse(values.First(), out var digest)) return digest;
        return await ReadManifestAsync(tag, what, cancellationToken) is { } bytes ? Digest.Of(bytes) : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken)
    {
        const string what = "the list of tags";
        var tags = new List<string>();
        for (var next = new Uri(_root, "tags/list?n=1000"); next is not null;)
        {
            using var response = await _client.SendAsync(new(HttpMethod.Get, next), what, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound) return tags;
            if (response.StatusCode != HttpStatusCode.OK || RegistryError.IsHtml(response)) throw await RegistryError.OfAsync(response, what, cancellationToken);
            tags.AddRange(Tags(await ReadAsync(response, TagListLimit, what, cancellationToken)));
            next = Next(response);
        }
        return tags;
    }

    /// <inheritdoc />
    public async Task<byte[]?> FindManifestAsync(Digest digest, CancellationToken cancellationToken)
    {
        var bytes = await ReadManifestAsync(digest.ToString(), $"the manifest {digest}", cancellationToken);
        if (bytes is null || Digest.Of(bytes) == digest) return bytes;
        throw new CorruptDataException("digest_mismatch", $"{_address.Host} answers with another manifest than {digest}: it has the digest {Digest.Of(bytes)}.");
    }

    /// <inheritdoc />
    public async Task<bool> HasBlobAsync(BlobDescriptor blob, CancellationToken cancellationToken)
    {
        var what = $"the blob {blob.Digest}";
        using var response = await _client.SendAsync(new(HttpMethod.Head, Blob(blob)), what, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => false,
            HttpStatusCode.OK when !RegistryError.IsHtml(response) => true,
            _ => throw await RegistryError.OfAsync(response, what, cancellationToken),
        };
    }

    /// <inheritdoc />
    public Task FetchBlobAsync(BlobDescriptor blob, long offset, Stream destination, CancellationToken cancellationToken) =>
        new BlobDownload(_client, Blob(blob), blob, _options).CopyAsync(offset, destination, cancellationToken);

    /// <inheritdoc />
    public async Task<long> PutBlobAsync(BlobDescriptor blob, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken)
    {
        if (blob.Size > AskFirstFrom && await HasBlobAsync(blob, cancellationToken)) return 0;
        using var session = UploadSession.Open(blob.Size > _options.ChunkBytes ? _options.UploadFolder : null, Name, blob.Digest);
        var upload = new BlobUpload(_client, new(_root, "blobs/uploads/"), blob, _options, session);
        return await upload.SendAsync(_options.MountFrom.Count > 0 ? _options.MountFrom : [_address.Repository], open, cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>Registries have no conditional tagging: two who push within the same milliseconds are not told apart.</remarks>
    public async Task PutManifestAsync(ReadOnlyMemory<byte> manifest, string? tag, ExpectedTag expected, CancellationToken cancellationToken)
    {
        if (tag is not null && expected.IsChecked) expected.Check(Name, tag, await FindTagAsync(tag, cancellationToken));
        var what = tag is null ? "the manifest" : $"the manifest of the tag '{TagName.Check(tag)}'";
        var request = Manifest(HttpMethod.Put, tag ?? Digest.Of(manifest.Span).ToString()) with
        {
            Content = _ => new ReadOnlyMemoryContent(manifest) { Headers = { ContentType = new(MediaTypes.Manifest) } },
        };
        using var response = await _client.SendAsync(request, what, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted)) throw await RegistryError.OfAsync(response, what, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<byte[]?> ReadManifestAsync(string reference, string what, CancellationToken cancellationToken)
    {
        using var response = await _client.SendAsync(Manifest(HttpMethod.Get, reference), what, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (response.StatusCode != HttpStatusCode.OK || RegistryError.IsHtml(response)) throw await RegistryError.OfAsync(response, what, cancellationToken);
        return await ReadAsync(response, BundleManifest.MaxBytes, what, cancellationToken);
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, string what, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_options.Timeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await RegistryBody.ReadAsync(response, limit, what, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryError.TimedOut(_address.Host, what, _options.Timeout);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            throw RegistryError.Unreachable(_address.Host, what, cause);
        }
    }

    private static IEnumerable<string> Tags(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
                ? [.. tags.EnumerateArray().Select(tag => tag.GetString() ?? "")]
                : [];
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new CorruptDataException("invalid_tag_list", "The registry's list of tags is not JSON of the expected form.", inner: cause);
        }
    }

    // Link: </v2/name/tags/list?n=1000&last=x>; rel="next" (RFC 8288)
    private Uri? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links)) return null;
        var link = links.FirstOrDefault(text => text.StartsWith('<') && text.Contains("rel=\"next\"", StringComparison.Ordinal));
        var next = link is null ? null : new Uri(_root, link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        return next?.Authority == _root.Authority ? next : null;
    }

    private RegistryRequest Manifest(HttpMethod method, string reference) => new(method, new Uri(_root, "manifests/" + reference)) { Accept = ManifestTypes };

    private Uri Blob(BlobDescriptor blob) => new(_root, $"blobs/{blob.Digest}");
}
