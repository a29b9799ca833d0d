using System.Globalization;
using System.Net;
using ModelOps.Connectors.ObjectStores.Http;
using ModelOps.Connectors.ObjectStores.Transfer;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>Block blobs by the REST interface of Azure Blob Storage.</summary>
internal sealed class AzureBackend(AzureSettings settings, StoreClient client, TimeProvider time) : IObjectBackend
{
    private const string ApiVersion = "2021-12-02";

    // Names of metadata are C# identifiers here: no hyphens.
    private static readonly string DigestHeader = MetadataHeader(ObjectRecord.DigestName);
    private static readonly string SizeHeader = MetadataHeader(ObjectRecord.SizeName);

    private static readonly HashSet<string> NotMet =
        new(["BlobAlreadyExists", "ConditionNotMet", "TargetConditionNotMet", "InvalidBlockList", "BlobNotFound"], StringComparer.Ordinal);

    /// <inheritdoc />
    public int MaxParts => 50_000;

    /// <inheritdoc />
    public async Task<BackendStat?> FindAsync(ObjectUri uri, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(uri, Request(HttpMethod.Head, uri), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (!response.IsSuccessStatusCode) throw Fault(uri, response);
        var digest = ObjectRecord.FindDigest(name => Header(response, MetadataHeader(name)) ?? Header(response, "x-ms-meta-" + name));
        return new(response.Content.Headers.ContentLength ?? 0, digest, AzureTier.Parse(Header(response, "x-ms-access-tier")), Version(response));
    }

    /// <inheritdoc />
    public async Task<Stream?> ReadAsync(ObjectUri uri, string version, long offset, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("If-Match", version);
        if (offset > 0) request.Headers.TryAddWithoutValidation("x-ms-range", string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-"));
        var response = await SendAsync(uri, request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent) return await response.Content.ReadAsStreamAsync(cancellationToken);
        using (response)
        {
            return response.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound ? null : throw Fault(uri, response);
        }
    }

    /// <inheritdoc />
    public async Task<string?> WriteAsync(ObjectUri uri, ReadOnlyMemory<byte> bytes, ObjectRecord record, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, uri);
        request.Content = new ReadOnlyMemoryContent(bytes);
        request.Content.Headers.ContentType = new(ObjectRecord.MediaType);
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        AddRecord(request, record);
        return await CommitAsync(uri, request, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IPartedUpload?> BeginAsync(ObjectUri uri, ObjectRecord record, CancellationToken cancellationToken) =>
        Task.FromResult<IPartedUpload?>(new BlockUpload(this, uri, record));

    /// <inheritdoc />
    public async Task<IPartedUpload?> ResumeAsync(ObjectUri uri, ObjectRecord record, (string Session, int PartBytes) upload, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(uri, Request(HttpMethod.Get, uri, "?comp=blocklist&blocklisttype=uncommitted"), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (!response.IsSuccessStatusCode) throw Fault(uri, response);
        var resumed = new BlockUpload(this, uri, record);
        resumed.Take(await StagedBlocks.ReadAsync(uri, response, cancellationToken), upload.PartBytes);
        return resumed;
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    internal async Task StageAsync(ObjectUri uri, string block, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, uri, $"?comp=block&blockid={Uri.EscapeDataString(block)}");
        request.Content = new ReadOnlyMemoryContent(part);
        using var response = await SendAsync(uri, request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw WriteFault(uri, response);
    }

    internal async Task<string?> CommitBlocksAsync(ObjectUri uri, string list, ObjectRecord record, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, uri, "?comp=blocklist");
        request.Content = new StringContent(list, System.Text.Encoding.UTF8, "application/xml");
        request.Headers.Add("x-ms-blob-content-type", ObjectRecord.MediaType);
        AddRecord(request, record);
        return await CommitAsync(uri, request, cancellationToken);
    }

    private static void AddRecord(HttpRequestMessage request, ObjectRecord record)
    {
        request.Headers.Add(DigestHeader, record.Sha256.Hex);
        request.Headers.Add(SizeHeader, record.SizeText);
        if (record.Tier is { } tier) request.Headers.Add("x-ms-access-tier", AzureTier.NameOf(tier));
        if (record.Condition.MustBeAbsent) request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        if (record.Condition.Version is { } version) request.Headers.TryAddWithoutValidation("If-Match", version);
    }

    private async Task<string?> CommitAsync(ObjectUri uri, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(uri, request, cancellationToken);
        if (response.IsSuccessStatusCode) return Version(response);
        return NotMet.Contains(Header(response, "x-ms-error-code") ?? "") || response.StatusCode == HttpStatusCode.PreconditionFailed
            ? null
            : throw WriteFault(uri, response);
    }

    private HttpRequestMessage Request(HttpMethod method, ObjectUri uri, string query = "")
    {
        var request = new HttpRequestMessage(method, $"{settings.Endpoint}/{Uri.EscapeDataString(uri.Container)}/{ObjectPath.Escape(uri.Key)}{query}");
        request.Headers.Add("x-ms-version", ApiVersion);
        request.Headers.Add("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(ObjectUri uri, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            await settings.Authorization.AuthorizeAsync(request, cancellationToken);
            return await client.SendAsync(uri, request, cancellationToken);
        }
    }

    private static ModelOpsException WriteFault(ObjectUri uri, HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.NotFound ? StoreFaults.NoContainer(uri) : Fault(uri, response);

    private static OutsideException Fault(ObjectUri uri, HttpResponseMessage response) =>
        StoreFaults.OfStatus(uri, response.StatusCode, Header(response, "x-ms-error-code"));

    private static string Version(HttpResponseMessage response) => response.Headers.ETag?.ToString() ?? Header(response, "ETag") ?? "";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static string MetadataHeader(string name) => "x-ms-meta-" + name.Replace('-', '_');
}
