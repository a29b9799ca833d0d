using System.Net;
using System.Text;
using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>Calls, digests, headers and media types of the adapters, seen at the network.</summary>
public sealed class ObjectAdapterContractTests
{
    private const string Hex = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static readonly byte[] Hello = "hello"u8.ToArray();

    private static readonly Dictionary<string, string> Azure = new(StringComparer.Ordinal)
    {
        ["AZURE_STORAGE_ACCOUNT"] = "acct",
        ["AZURE_STORAGE_KEY"] = Convert.ToBase64String("key"u8),
    };

    private static readonly Dictionary<string, string> S3 = new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "id",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_REGION"] = "eu-north-1",
    };

    private static readonly Dictionary<string, string> Gcs = new(StringComparer.Ordinal) { ["STORAGE_EMULATOR_HOST"] = "localhost:9" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Azure_creates_a_small_blob_by_one_put_with_its_record()
    {
        using var wire = new RecordingWire(request => request.Method == HttpMethod.Head
            ? RecordingWire.Answer(HttpStatusCode.NotFound)
            : RecordingWire.Answer(HttpStatusCode.Created, "", ("ETag", "\"0x1\"")));
        var stat = await PutAsync(Azure, wire, "az://c/a b/x.bin", Hello, new() { Tier = StorageTier.Cool });
        stat.ShouldBe(new(ObjectUri.Parse("az://c/a b/x.bin"), 5, Digest.Of(Hello), StorageTier.Cool, "\"0x1\""));
        wire.Requests.Select(request => request.Line).ShouldBe(["HEAD /c/a%20b/x.bin", "PUT /c/a%20b/x.bin"]);
        var put = wire.Requests[1];
        (put.Address.Host, put.Digest, put["Content-Type"]).ShouldBe(("acct.blob.core.windows.net", Digest.Of(Hello), "application/octet-stream"));
        (put["x-ms-blob-type"], put["x-ms-meta-modelops_sha256"], put["x-ms-meta-modelops_size"]).ShouldBe(("BlockBlob", Hex, "5"));
        (put["x-ms-access-tier"], put["If-None-Match"], put["x-ms-version"]).ShouldBe(("Cool", "*", "2021-12-02"));
        put["Authorization"].ShouldStartWith("SharedKey acct:");
    }

    [Fact]
    public async Task Azure_sends_a_big_blob_in_blocks_and_commits_the_list_with_the_record()
    {
        using var wire = new RecordingWire(_ => RecordingWire.Answer(HttpStatusCode.Created, "", ("ETag", "\"0x2\"")));
        var bytes = new byte[StoreFixture.PartBytes + 3];
        await PutAsync(Azure, wire, "az://c/big", bytes, new() { Condition = PutCondition.IfVersion("\"0x1\"") });
        wire.Requests.Select(request => request.Body.Length).Take(2).ShouldBe([StoreFixture.PartBytes, 3]);
        wire.Requests[..2].ShouldAllBe(request => request.Line.StartsWith("PUT /c/big?comp=block&blockid=", StringComparison.Ordinal) && request["If-Match"] == "");
        var commit = wire.Requests[2];
        (commit.Line, commit["If-Match"], commit["x-ms-blob-content-type"]).ShouldBe(("PUT /c/big?comp=blocklist", "\"0x1\"", "application/octet-stream"));
        commit["x-ms-meta-modelops_sha256"].ShouldBe(Digest.Of(bytes).Hex);
        var ids = wire.Requests[..2].Select(request => Uri.UnescapeDataString(request.Address.Query.Split("blockid=")[1]));
        Encoding.UTF8.GetString(commit.Body).ShouldContain(string.Concat(ids.Select(id => $"<Latest>{id}</Latest>")));
    }

    [Theory]
    [InlineData("x-ms-meta-modelops_sha256")]
    [InlineData("x-ms-meta-modelops-sha256")]
    [InlineData("x-ms-meta-sha256")]
    public async Task Azure_reads_digest_size_and_tier_from_the_headers(string name)
    {
        using var wire = new RecordingWire(_ => RecordingWire.Answer(HttpStatusCode.OK, "", ("Content-Length", "5"), ("ETag", "\"0x1\""), (name, Hex), ("x-ms-access-tier", "Archive")));
        var stat = await StatAsync(Azure, wire, "az://c/x");
        (stat.Size, stat.Sha256, stat.Tier, stat.Version).ShouldBe((5, Digest.Of(Hello), StorageTier.Archive, "\"0x1\""));
        wire.Requests.ShouldHaveSingleItem().Line.ShouldBe("HEAD /c/x");
    }

    [Fact]
    public async Task Object_without_a_digest_is_refused_unless_the_settings_allow_it()
    {
        using var wire = new RecordingWire(_ => RecordingWire.Answer(HttpStatusCode.OK, "", ("Content-Length", "5"), ("ETag", "\"0x1\"")));
        (await Should.ThrowAsync<CorruptDataException>(() => StatAsync(Azure, wire, "az://c/x"))).Code.ShouldBe("object_digest_missing");
        var allowing = new Dictionary<string, string>(Azure, StringComparer.Ordinal) { ["MODELOPS_ALLOW_STAT_WITHOUT_SHA"] = "Yes" };
        (await StatAsync(allowing, wire, "az://c/x")).Sha256.ShouldBeNull();
    }

    [Fact]
    public async Task Object_with_a_broken_digest_is_refused()
    {
        using var wire = new RecordingWire(_ => RecordingWire.Answer(HttpStatusCode.OK, "", ("Content-Length", "5"), ("ETag", "\"0x1\""), ("x-ms-meta-sha256", Hex[1..])));
        (await Should.ThrowAsync<CorruptDataException>(() => StatAsync(Azure, wire, "az://c/x"))).Code.ShouldBe("object_digest_invalid");
    }

    [Fact]
    public async Task Announced_digest_that_is_wrong_sends_nothing()
    {
        using var wire = new RecordingWire(_ => RecordingWire.Answer(HttpStatusCode.NotFound));
        var options = new PutOptions { Sha256 = Digest.Of("other"u8), Condition = PutCondition.Always };
        await Should.ThrowAsync<InvalidInputException>(() => PutAsync(Azure, wire, "az://c/x", Hello, options));
        wire.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task S3_puts_with_record_checksum_class_and_condition()
    {
        using var wire = new RecordingWire(request => request.Method == HttpMethod.Head
            ? RecordingWire.Answer(HttpStatusCode.NotFound)
            : RecordingWire.Answer(HttpStatusCode.OK, "", ("ETag", "\"e\"")));
        var stat = await PutAsync(S3, wire, "s3://bucket/a/x.bin", Hello, new() { Tier = StorageTier.Archive });
        stat.Version.ShouldBe("\"e\"");
        wire.Requests.Select(request => request.Method).ShouldBe([HttpMethod.Head, HttpMethod.Put]);
        var put = wire.Requests[1];
        (put.Address.Host, put.Address.AbsolutePath, put.Digest).ShouldBe(("bucket.s3.eu-north-1.amazonaws.com", "/a/x.bin", Digest.Of(Hello)));
        (put["x-amz-meta-modelops-sha256"], put["x-amz-meta-modelops-size"], put["Content-Type"]).ShouldBe((Hex, "5", "application/octet-stream"));
        (put["x-amz-checksum-sha256"], put["If-None-Match"], put["x-amz-storage-class"]).ShouldBe((Convert.ToBase64String(Digest.Of(Hello).ToHash()), "*", "GLACIER"));
        put["Authorization"].ShouldStartWith("AWS4-HMAC-SHA256 Credential=id/");
    }

    [Fact]
    public async Task Gcs_puts_resource_and_media_in_one_multipart_request()
    {
        using var wire = new RecordingWire(request => request.Method == HttpMethod.Get
            ? RecordingWire.Answer(HttpStatusCode.NotFound)
            : RecordingWire.Answer(HttpStatusCode.OK, """{"size": "5", "generation": "12"}"""));
        var stat = await PutAsync(Gcs, wire, "gs://bucket/a/x.bin", Hello, new() { Tier = StorageTier.Cool });
        stat.Version.ShouldBe("12");
        wire.Requests.Select(request => request.Line).ShouldBe(
        [
            "GET /storage/v1/b/bucket/o/a%2Fx.bin?projection=noAcl",
            "POST /upload/storage/v1/b/bucket/o?uploadType=multipart&name=a%2Fx.bin&ifGenerationMatch=0",
        ]);
        var post = wire.Requests[1];
        post["Content-Type"].ShouldStartWith("multipart/related; boundary=");
        var body = Encoding.UTF8.GetString(post.Body);
        body.ShouldContain($$"""{"name":"a/x.bin","contentType":"application/octet-stream","metadata":{"modelops-sha256":"{{Hex}}","modelops-size":"5"},"storageClass":"NEARLINE"}""");
        body.ShouldContain("Content-Type: application/octet-stream\r\n\r\nhello\r\n");
        post["Authorization"].ShouldBe("");
    }

    [Fact]
    public async Task Gcs_session_on_another_host_gets_nothing()
    {
        using var wire = new RecordingWire(_ => RecordingWire.Answer(HttpStatusCode.OK, "", ("Location", "http://elsewhere.example/upload")));
        var fault = await Should.ThrowAsync<OutsideException>(() => PutAsync(Gcs, wire, "gs://bucket/big", new byte[StoreFixture.PartBytes + 1], new() { Condition = PutCondition.Always }));
        fault.Code.ShouldBe("store_redirected");
        wire.Requests.ShouldAllBe(request => request.Address.Host == "localhost");
    }

    [Fact]
    public async Task Archived_object_is_told_apart_from_a_missing_right()
    {
        using var azure = new RecordingWire(request => request.Method == HttpMethod.Head
            ? RecordingWire.Answer(HttpStatusCode.OK, "", ("Content-Length", "5"), ("ETag", "\"0x1\""), ("x-ms-meta-sha256", Hex))
            : RecordingWire.Answer(HttpStatusCode.Conflict, "", ("x-ms-error-code", "BlobArchived")));
        using var s3 = new RecordingWire(request => request.Method == HttpMethod.Head
            ? RecordingWire.Answer(HttpStatusCode.OK, "", ("Content-Length", "5"), ("ETag", "\"e\""), ("x-amz-meta-modelops-sha256", Hex))
            : RecordingWire.Answer(HttpStatusCode.Forbidden, "<Error><Code>InvalidObjectState</Code></Error>", ("Content-Type", "application/xml")));
        (await Should.ThrowAsync<OutsideException>(() => OpenAsync(Azure, azure, "az://c/x"))).Code.ShouldBe("object_archived");
        (await Should.ThrowAsync<OutsideException>(() => OpenAsync(S3, s3, "s3://bucket/x"))).Code.ShouldBe("object_archived");
    }

    private static async Task OpenAsync(Dictionary<string, string> environment, RecordingWire wire, string uri)
    {
        using var store = StoreFixture.Open(environment, wire);
        await using var stream = await store.OpenAsync(ObjectUri.Parse(uri), null, Token);
        await stream.CopyToAsync(Stream.Null, Token);
    }

    private static async Task<ObjectStat> PutAsync(Dictionary<string, string> environment, RecordingWire wire, string uri, byte[] bytes, PutOptions options)
    {
        using var store = StoreFixture.Open(environment, wire);
        using var content = new MemoryStream(bytes);
        return await store.PutAsync(ObjectUri.Parse(uri), content, options, Token);
    }

    private static async Task<ObjectStat> StatAsync(Dictionary<string, string> environment, RecordingWire wire, string uri)
    {
        // The recording outlives the stores that it serves.
        var store = StoreFixture.Open(environment, wire);
        return await store.StatAsync(ObjectUri.Parse(uri), Token);
    }
}
