using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Connectors.ObjectStores.Http;
using ModelOps.Connectors.ObjectStores.Transfer;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Gcs;

/// <summary>Objects of Google Cloud Storage by its JSON interface.</summary>
internal sealed class GcsBackend(GcsSettings settings, GoogleToken token, StoreClient client) : IObjectBackend
{
    private const string Resumable = "resumable";

    /// <inheritdoc />
    // Resumable uploads have no limit.
    public int MaxParts => int.MaxValue;

    /// <inheritdoc />
    public async Task<BackendStat?> FindAsync(ObjectUri uri, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(uri, new(HttpMethod.Get, $"{ObjectAddress(uri)}?projection=noAcl"), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (!response.IsSuccessStatusCode) throw StoreFaults.OfStatus(uri, response.StatusCode, null);
        var resource = await ReadResourceAsync(uri, response, cancellationToken);
        return new(resource.Size, ObjectRecord.FindDigest(resource.Metadata), GcsTier.Parse(resource.StorageClass), resource.Generation);
    }

    /// <inheritdoc />
    public async Task<Stream?> ReadAsync(ObjectUri uri, string version, long offset, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{ObjectAddress(uri)}?alt=media&ifGenerationMatch={version}");
        if (offset > 0) request.Headers.Range = new RangeHeaderValue(offset, null);
        var response = await SendAsync(uri, request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent) return await response.Content.ReadAsStreamAsync(cancellationToken);
        using (response)
        {
            return response.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound
                ? null
                : throw StoreFaults.OfStatus(uri, response.StatusCode, null);
        }
    }

    /// <inheritdoc />
    public async Task<string?> WriteAsync(ObjectUri uri, ReadOnlyMemory<byte> bytes, ObjectRecord record, CancellationToken cancellationToken)
    {
        var media = new ReadOnlyMemoryContent(bytes);
        media.Headers.ContentType = new(ObjectRecord.MediaType);
        using var parts = new MultipartContent("related") { Resource(uri, record), media };
        using var response = await SendAsync(uri, new(HttpMethod.Post, UploadAddress(uri, "multipart", record)) { Content = parts }, cancellationToken);
        return await WrittenAsync(uri, response, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IPartedUpload?> BeginAsync(ObjectUri uri, ObjectRecord record, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, UploadAddress(uri, Resumable, record)) { Content = Resource(uri, record) };
        request.Headers.Add("X-Upload-Content-Type", ObjectRecord.MediaType);
        request.Headers.Add("X-Upload-Content-Length", record.SizeText);
        using var response = await SendAsync(uri, request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.PreconditionFailed) return null;
        if (!response.IsSuccessStatusCode) throw WriteFault(uri, response.StatusCode);
        var session = response.Headers.Location ?? throw StoreFaults.OfStatus(uri, response.StatusCode, "no session");
        if (!IsOwn(session)) throw StoreFaults.OfStatus(uri, HttpStatusCode.TemporaryRedirect, null);
        return new ResumableUpload(this, uri, session, record.Size);
    }

    /// <inheritdoc />
    public async Task<IPartedUpload?> ResumeAsync(ObjectUri uri, ObjectRecord record, (string Session, int PartBytes) upload, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(upload.Session, UriKind.Absolute, out var session) || !IsOwn(session)) return null;
        var resumed = new ResumableUpload(this, uri, session, record.Size);
        return await resumed.FindStoredAsync(cancellationToken) ? resumed : null;
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    internal async Task<HttpResponseMessage> SendAsync(ObjectUri uri, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            request.Headers.Authorization = await token.HeaderAsync(cancellationToken);
            return await client.SendAsync(uri, request, cancellationToken);
        }
    }

    internal static async Task<string?> WrittenAsync(ObjectUri uri, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.PreconditionFailed) return null;
        if (!response.IsSuccessStatusCode) throw WriteFault(uri, response.StatusCode);
        return (await ReadResourceAsync(uri, response, cancellationToken)).Generation;
    }

    internal static ModelOpsException WriteFault(ObjectUri uri, HttpStatusCode status) =>
        status == HttpStatusCode.NotFound ? StoreFaults.NoContainer(uri) : StoreFaults.OfStatus(uri, status, null);

    private static async Task<ObjectResource> ReadResourceAsync(ObjectUri uri, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return ObjectResource.Parse(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw StoreFaults.OfStatus(uri, response.StatusCode, "with an answer that is no object resource", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw StoreFaults.Unreachable(uri, fault);
        }
    }

    // The session's address lets whoever has it write, and the token goes with the parts: both stay with this server.
    private bool IsOwn(Uri session) => session.IsAbsoluteUri && session.Authority == new Uri(settings.Endpoint).Authority;

    private string ObjectAddress(ObjectUri uri) =>
        $"{settings.Endpoint}/storage/v1/b/{Uri.EscapeDataString(uri.Container)}/o/{Uri.EscapeDataString(uri.Key)}";

    private string UploadAddress(ObjectUri uri, string type, ObjectRecord record)
    {
        var condition = record.Condition.MustBeAbsent ? "&ifGenerationMatch=0" : record.Condition.Version is { } version ? $"&ifGenerationMatch={version}" : "";
        return $"{settings.Endpoint}/upload/storage/v1/b/{Uri.EscapeDataString(uri.Container)}/o?uploadType={type}&name={Uri.EscapeDataString(uri.Key)}{condition}";
    }

    private static StringContent Resource(ObjectUri uri, ObjectRecord record)
    {
        var resource = new JsonObject
        {
            ["name"] = uri.Key,
            ["contentType"] = ObjectRecord.MediaType,
            ["metadata"] = new JsonObject { [ObjectRecord.DigestName] = record.Sha256.Hex, [ObjectRecord.SizeName] = record.SizeText },
        };
        if (GcsTier.ClassOf(record.Tier) is { } storageClass) resource["storageClass"] = storageClass;
        return new(resource.ToJsonString(), Encoding.UTF8, "application/json");
    }
}
