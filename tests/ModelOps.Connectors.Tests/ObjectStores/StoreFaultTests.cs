using ModelOps.Connectors.ObjectStores;
using ModelOps.Connectors.ObjectStores.Routing;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.ObjectStores;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>Servers that are busy, break off, redirect or refuse.</summary>
public sealed class StoreFaultTests(S3Fixture s3, GcsFixture gcs) : IClassFixture<S3Fixture>, IClassFixture<GcsFixture>, IAsyncLifetime
{
    private const int Size = (StoreFixture.PartBytes * 2) + 9;

    private static readonly byte[] Content = new byte[Size];

    public async ValueTask InitializeAsync()
    {
        await s3.StartedAsync();
        await gcs.StartedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("s3", 503)]
    [InlineData("s3", 500)]
    [InlineData("gs", 429)]
    [InlineData("gs", 503)]
    public async Task Busy_server_is_asked_again(string scheme, int status)
    {
        var (fixture, server) = Of(scheme);
        var key = $"busy/{scheme}/{status}";
        // Amazon's library pauses for seconds between its tries.
        if (scheme == "s3") await server.FailAsync(key, 1, new { status });
        else await server.FailAsync(Uri.EscapeDataString(key), 2, new { status });
        await PutAsync(fixture, key);
        (await ReadAsync(fixture.Store, fixture.At(key))).ShouldBe(Content);
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("gs")]
    public async Task Server_that_stays_busy_is_a_retryable_error(string scheme)
    {
        var (fixture, server) = Of(scheme);
        await server.FailAsync($"down-{scheme}", 100, new { status = 503 });
        var variables = scheme == "s3" ? s3.Variables : gcs.Variables;
        using var store = new SchemeRouter(variables.GetValueOrDefault, TimeProvider.System, wire: null)
        {
            Adjust = settings => settings with { Retries = 1, FirstPause = TimeSpan.FromMilliseconds(1) },
        };
        var fault = await Should.ThrowAsync<OutsideException>(() => store.StatAsync(fixture.At($"down-{scheme}"), CancellationToken.None));
        (fault.Code, fault.Retryable).ShouldBe(("store_unavailable", true));
        (await server.RequestsAsync()).Count(line => line.Contains($"down-{scheme}", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData("s3", "GET /bundles/cut-s3")]
    [InlineData("gs", "cut-gs?alt=media")]
    public async Task Body_that_breaks_off_goes_on_from_where_it_stopped(string scheme, string match)
    {
        var (fixture, server) = Of(scheme);
        await PutAsync(fixture, $"cut-{scheme}");
        await server.FailAsync(match, 1, new { truncate = 300_000 });
        await server.FailAsync(match, 1, new { truncate = 0 });
        (await ReadAsync(fixture.Store, fixture.At($"cut-{scheme}"))).ShouldBe(Content);
        (await server.RequestsAsync()).Count(line => line.Contains(match, StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Server_that_hangs_is_asked_again()
    {
        using var store = new SchemeRouter(gcs.Variables.GetValueOrDefault, TimeProvider.System, wire: null)
        {
            Adjust = settings => settings with { Timeout = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.FromMilliseconds(1) },
        };
        await PutAsync(gcs, "hang");
        await gcs.Server!.FailAsync("hang?projection", 1, new { hang = 30, status = 500 });
        (await store.StatAsync(gcs.At("hang"), CancellationToken.None)).Size.ShouldBe(Size);
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("gs")]
    public async Task Redirect_is_not_followed(string scheme)
    {
        var (fixture, server) = Of(scheme);
        using var elsewhere = await PythonServer.StartAsync("gcs_server.py", "bundles", "--open");
        await server.FailAsync($"moved-{scheme}", 100, new { status = 307, headers = new { Location = $"{elsewhere.Address}/bundles/moved" } });
        var fault = await Should.ThrowAsync<OutsideException>(() => fixture.Store.StatAsync(fixture.At($"moved-{scheme}"), CancellationToken.None));
        fault.Code.ShouldBe("store_redirected");
        (await elsewhere.RequestsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Object_replaced_while_it_is_read_is_an_error()
    {
        await PutAsync(gcs, "replaced");
        await gcs.Server!.FailAsync("replaced?alt=media", 1, new { truncate = 300_000 });
        await using var stream = await gcs.Store.OpenAsync(gcs.At("replaced"), null, CancellationToken.None);
        await stream.ReadExactlyAsync(new byte[1000], CancellationToken.None);
        using var other = new MemoryStream(new byte[5]);
        await gcs.Store.PutAsync(gcs.At("replaced"), other, new() { Condition = PutCondition.Always }, CancellationToken.None);
        var fault = await Should.ThrowAsync<OutsideException>(() => stream.CopyToAsync(Stream.Null));
        (fault.Code, fault.Retryable).ShouldBe(("object_changed_while_read", true));
    }

    [Fact]
    public async Task Lost_answer_to_a_creation_counts_as_created()
    {
        using var wire = new LosingWire(request => request.Method == HttpMethod.Post);
        using var store = StoreFixture.Open(gcs.Variables, wire);
        using var content = new MemoryStream([1, 2, 3]);
        (await store.PutAsync(gcs.At("lost"), content, new(), CancellationToken.None)).Sha256.ShouldBe(Digest.Of([1, 2, 3]));
        wire.Lost.ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_secret_is_told_and_no_secret_is_shown()
    {
        const string canary = "canary-of-a-wrong-secret";
        using var store = StoreFixture.Open(new Dictionary<string, string>(s3.Variables, StringComparer.Ordinal) { ["AWS_SECRET_ACCESS_KEY"] = canary });
        var fault = await Should.ThrowAsync<OutsideException>(() => store.StatAsync(s3.At("x"), CancellationToken.None));
        fault.Code.ShouldBe("store_access_denied");
        using var content = new MemoryStream([1]);
        var put = await Should.ThrowAsync<OutsideException>(() => store.PutAsync(s3.At("x"), content, new() { Condition = PutCondition.Always }, CancellationToken.None));
        // The server's answer repeats its secret.
        foreach (var text in new[] { fault.ToString(), fault.Remedy!, put.ToString() })
        {
            text.ShouldNotContain(canary);
            text.ShouldNotContain(S3Fixture.Secret);
        }
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("gs")]
    public async Task Missing_bucket_is_named(string scheme)
    {
        using var content = new MemoryStream([1]);
        var uri = ObjectUri.Parse($"{scheme}://no-such-bucket/x");
        var fault = await Should.ThrowAsync<NotFoundException>(() => Of(scheme).Fixture.Store.PutAsync(uri, content, new() { Condition = PutCondition.Always }, CancellationToken.None));
        (fault.Code, fault.Message).ShouldBe(("container_not_found", $"There is no container or bucket 'no-such-bucket' for '{uri}'."));
    }

    [Fact]
    public async Task Server_that_is_not_there_is_a_retryable_error()
    {
        using var store = StoreFixture.Open(new Dictionary<string, string>(StringComparer.Ordinal) { ["STORAGE_EMULATOR_HOST"] = "127.0.0.1:9" });
        var fault = await Should.ThrowAsync<OutsideException>(() => store.StatAsync(gcs.At("x"), CancellationToken.None));
        (fault.Code, fault.Retryable).ShouldBe(("store_unreachable", true));
    }

    private (StoreFixture Fixture, PythonServer Server) Of(string scheme) => scheme == "s3" ? (s3, s3.Server!) : (gcs, gcs.Server!);

    private static async Task PutAsync(StoreFixture fixture, string key)
    {
        using var content = new MemoryStream(Content);
        await fixture.Store.PutAsync(fixture.At(key), content, new() { Condition = PutCondition.Always }, CancellationToken.None);
    }

    private static async Task<byte[]> ReadAsync(IObjectStore store, ObjectUri uri)
    {
        await using var stream = await store.OpenAsync(uri, null, CancellationToken.None);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
