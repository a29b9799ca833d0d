using System.Net;
using System.Text;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class RegistryFaultTests : IAsyncLifetime
{
    private const int ChunkBytes = 256 << 10;

    private readonly FakeRegistry _registry = new();
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _bytes = [.. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 31 / 7))];

    private BlobDescriptor Blob => new(MediaTypes.File, Digest.Of(_bytes), _bytes.Length);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Busy_registry_is_asked_again(int status)
    {
        var refusals = 2;
        _registry.Fault = context => Task.FromResult(Interlocked.Decrement(ref refusals) >= 0 && Answer(context, status, "Retry-After", "0"));
        _registry.Add(_bytes);
        using var repository = Connect();
        (await repository.HasBlobAsync(Blob, Token)).ShouldBeTrue();
        _registry.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Registry_that_stays_busy_is_named_and_the_error_may_be_retried()
    {
        _registry.Fault = context => Task.FromResult(Answer(context, 503));
        using var repository = Connect();
        var error = await Should.ThrowAsync<OutsideException>(() => repository.FindTagAsync("latest", Token));
        (error.Code, error.Retryable, _registry.Requests.Count).ShouldBe(("registry_failed", true, 4));
        error.Message.ShouldBe($"{_registry.Host} answered HTTP 503 to the tag 'latest'.");
    }

    [Fact]
    public async Task Web_page_is_no_registry()
    {
        _registry.Fault = async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.OutputStream.WriteAsync("<html>Sign in</html>"u8.ToArray());
            return true;
        };
        using var repository = Connect();
        (await Should.ThrowAsync<OutsideException>(() => repository.FindTagAsync("latest", Token))).Code.ShouldBe("not_a_registry");
        (await Should.ThrowAsync<OutsideException>(() => repository.FindManifestAsync(Blob.Digest, Token))).Code.ShouldBe("not_a_registry");
        (await Should.ThrowAsync<OutsideException>(() => ReadAsync(repository))).Code.ShouldBe("not_a_registry");
    }

    [Fact]
    public async Task Silent_registry_is_given_up_after_the_timeout()
    {
        var never = new TaskCompletionSource<bool>();
        _registry.Fault = _ => never.Task;
        using var repository = Connect(new() { Timeout = TimeSpan.FromMilliseconds(50), Retries = 1, FirstRetryDelay = TimeSpan.Zero });
        (await Should.ThrowAsync<OutsideException>(() => repository.FindTagAsync("latest", Token))).Code.ShouldBe("registry_timeout");
        never.SetResult(true);
    }

    [Fact]
    public async Task Registry_that_falls_silent_in_an_answer_is_given_up_after_the_timeout()
    {
        var never = new TaskCompletionSource<bool>();
        _registry.Fault = async context =>
        {
            context.Response.ContentLength64 = _bytes.Length;
            await context.Response.OutputStream.WriteAsync(_bytes.AsMemory(0, 1000));
            await context.Response.OutputStream.FlushAsync();
            return await never.Task;
        };
        using var repository = Connect(new() { Timeout = TimeSpan.FromMilliseconds(200), Retries = 1, FirstRetryDelay = TimeSpan.Zero });
        (await Should.ThrowAsync<OutsideException>(() => repository.FindManifestAsync(Blob.Digest, Token))).Code.ShouldBe("registry_timeout");
        (await Should.ThrowAsync<OutsideException>(() => ReadAsync(repository))).Retryable.ShouldBeTrue();
        never.SetResult(true);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_unreachable()
    {
        var host = _registry.Host;
        await _registry.DisposeAsync();
        using var repository = new HttpRepository(RegistryAddress.Parse($"{host}/r"), Options());
        var error = await Should.ThrowAsync<OutsideException>(() => repository.FindTagAsync("latest", Token));
        (error.Code, error.Retryable).ShouldBe(("registry_unreachable", true));
    }

    [Fact]
    public async Task Wrong_password_is_refused_without_showing_it()
    {
        _registry.Fault = context => Task.FromResult(Answer(context, 401, "WWW-Authenticate", "Basic realm=\"test\""));
        using var repository = Connect(Options() with { Username = "ada", Password = "s3cret" });
        var error = await Should.ThrowAsync<OutsideException>(() => repository.FindTagAsync("latest", Token));
        (error.Code, error.Retryable).ShouldBe(("registry_denied", false));
        error.ToString().ShouldNotContain("s3cret");
        error.Remedy!.ShouldContain($"docker login {_registry.Host}");
    }

    [Fact]
    public async Task What_lets_us_in_does_not_follow_to_another_host()
    {
        var seen = new List<string?>();
        await using var elsewhere = new HttpServer(async context =>
        {
            seen.Add(context.Request.Headers["Authorization"]);
            await context.Response.OutputStream.WriteAsync(_bytes);
        });
        _registry.Fault = context => Task.FromResult(context.Request.Headers["Authorization"] is null
            ? Answer(context, 401, "WWW-Authenticate", "Basic realm=\"test\"")
            : Answer(context, 307, "Location", $"http://{elsewhere.Host}/blob"));
        using var repository = Connect(Options() with { Username = "ada", Password = "s3cret" });
        (await ReadAsync(repository)).ShouldBe(_bytes);
        seen.ShouldBe([null]);
    }

    [Fact]
    public async Task Endless_redirects_end()
    {
        _registry.Fault = context => Task.FromResult(Answer(context, 302, "Location", "/v2/again"));
        using var repository = Connect();
        (await Should.ThrowAsync<OutsideException>(() => ReadAsync(repository))).Code.ShouldBe("registry_failed");
    }

    [Fact]
    public async Task Download_that_breaks_goes_on_where_it_broke()
    {
        var breaks = 3;
        _registry.Add(_bytes);
        _registry.Fault = async context =>
        {
            if (Interlocked.Decrement(ref breaks) < 0) return false;
            var start = context.Request.Headers["Range"] is { } range ? int.Parse(range[6..].TrimEnd('-')) : 0;
            context.Response.StatusCode = start > 0 ? 206 : 200;
            context.Response.ContentLength64 = _bytes.Length - start;
            await context.Response.OutputStream.WriteAsync(_bytes.AsMemory(start, 200_000));
            await context.Response.OutputStream.FlushAsync();
            throw new IOException("cut");
        };
        using var repository = Connect();
        (await ReadAsync(repository)).ShouldBe(_bytes);
        _registry.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Manifest_of_other_bytes_than_its_digest_is_corrupt()
    {
        _registry.AddManifest(Blob.Digest.ToString(), "{}"u8.ToArray());
        using var repository = Connect();
        (await Should.ThrowAsync<CorruptDataException>(() => repository.FindManifestAsync(Blob.Digest, Token))).Code.ShouldBe("digest_mismatch");
    }

    [Fact]
    public async Task Manifest_beyond_the_bound_is_not_read()
    {
        _registry.AddManifest(Blob.Digest.ToString(), new byte[BundleManifest.MaxBytes + 1]);
        using var repository = Connect();
        (await Should.ThrowAsync<CorruptDataException>(() => repository.FindManifestAsync(Blob.Digest, Token))).Code.ShouldBe("registry_answer_too_large");
    }

    [Fact]
    public async Task Upload_that_breaks_in_a_chunk_sends_less_than_a_chunk_again()
    {
        var breaks = 2;
        _registry.Fault = async context =>
        {
            if (context.Request.HttpMethod is not ("PATCH" or "PUT") || Interlocked.Decrement(ref breaks) < 0) return false;
            // Nothing of the chunk is taken, and the connection ends.
            await context.Request.InputStream.ReadExactlyAsync(new byte[1000]);
            throw new IOException("cut");
        };
        using var repository = Connect();
        await PutAsync(repository);
        _registry.Has(Blob.Digest.ToString()).ShouldBeTrue();
        _registry.Received.ShouldBe(_bytes.Length);
    }

    [Fact]
    public async Task Another_process_goes_on_with_an_upload()
    {
        var chunks = 0;
        _registry.Fault = context => Task.FromResult(context.Request.HttpMethod == "PATCH" && ++chunks > 2 && Answer(context, 403));
        using (var first = Connect()) await Should.ThrowAsync<OutsideException>(() => PutAsync(first));
        _registry.Fault = _ => Task.FromResult(false);
        using var second = Connect();
        (await PutAsync(second)).ShouldBe(_bytes.Length - 2 * ChunkBytes);
        _registry.Received.ShouldBe(_bytes.Length);
        Directory.GetFiles(_folder["uploads"]).ShouldAllBe(path => path.EndsWith(".lock"));
    }

    [Fact]
    public async Task Upload_that_the_registry_forgot_begins_again()
    {
        var chunks = 0;
        _registry.Fault = context => Task.FromResult(context.Request.HttpMethod == "PATCH" && ++chunks > 2 && Answer(context, 403));
        using (var first = Connect()) await Should.ThrowAsync<OutsideException>(() => PutAsync(first));
        _registry.Fault = context => Task.FromResult(context.Request.Url!.AbsolutePath.EndsWith("/uploads/1", StringComparison.Ordinal) && Answer(context, 404));
        using var second = Connect();
        (await PutAsync(second)).ShouldBe(_bytes.Length);
    }

    [Fact]
    public async Task Small_blob_costs_two_requests_and_one_that_is_there_costs_one()
    {
        using var repository = Connect(Options() with { ChunkBytes = 16 << 20 });
        await PutAsync(repository);
        _registry.Requests.Select(request => request.Split(' ')[0]).ShouldBe(["POST", "PUT"]);
        (await PutAsync(repository)).ShouldBe(0);
        _registry.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Login_of_docker_is_used()
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:lovelace"));
        _folder.Write("docker/config.json", "{\"auths\": {\"https://" + _registry.Host + "\": {\"auth\": \"" + auth + "\"}}}");
        _registry.Add(_bytes);
        _registry.Fault = context => Task.FromResult(context.Request.Headers["Authorization"] != "Basic " + auth && Answer(context, 401, "WWW-Authenticate", "Basic realm=\"test\""));
        using var repository = Connect();
        (await ReadAsync(repository)).ShouldBe(_bytes);
        _registry.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Identity_token_is_exchanged_for_a_token()
    {
        var form = "";
        await using var tokens = new HttpServer(async context =>
        {
            using var reader = new StreamReader(context.Request.InputStream);
            form = await reader.ReadToEndAsync();
            await context.Response.OutputStream.WriteAsync("""{"access_token": "fresh"}"""u8.ToArray());
        });
        _folder.Write("docker/config.json", "{\"auths\": {\"" + _registry.Host + "\": {\"identitytoken\": \"long-lived\"}}}");
        _registry.Add(_bytes);
        var challenge = $"Bearer realm=\"http://{tokens.Host}/token\",service=\"a, b\",scope=\"repository:r:pull\"";
        _registry.Fault = context => Task.FromResult(context.Request.Headers["Authorization"] != "Bearer fresh" && Answer(context, 401, "WWW-Authenticate", challenge));
        using var repository = Connect();
        (await ReadAsync(repository)).ShouldBe(_bytes);
        form.ShouldBe("grant_type=refresh_token&refresh_token=long-lived&client_id=mops&service=a%2C+b&scope=repository%3Ar%3Apull");
    }

    private static bool Answer(HttpListenerContext context, int status, string? header = null, string? value = null)
    {
        context.Response.StatusCode = status;
        if (header is not null) context.Response.Headers[header] = value;
        return true;
    }

    private RegistryOptions Options() => new()
    {
        Retries = 3,
        FirstRetryDelay = TimeSpan.FromMilliseconds(1),
        ChunkBytes = ChunkBytes,
        UploadFolder = _folder["uploads"],
        DockerConfigFolder = _folder["docker"],
    };

    private HttpRepository Connect(RegistryOptions? options = null) => new(RegistryAddress.Parse($"{_registry.Host}/r"), options ?? Options());

    private Task<long> PutAsync(HttpRepository repository) => repository.PutBlobAsync(Blob, _ => Task.FromResult<Stream>(new MemoryStream(_bytes)), Token);

    private async Task<byte[]> ReadAsync(HttpRepository repository)
    {
        using var destination = new MemoryStream();
        await repository.FetchBlobAsync(Blob, 0, destination, Token);
        return destination.ToArray();
    }
}
