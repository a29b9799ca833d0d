using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ModelOps.Testing.Registries;

/// <summary>
/// A registry in memory that counts requests and misbehaves as a test says. An upload that is cut off keeps what arrived, and tells it, as
/// the OCI distribution specification has it (Debian's docker-registry gives such an upload up).
/// </summary>
public sealed partial class FakeRegistry : IAsyncDisposable
{
    private readonly HttpServer _server;
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();
    private readonly ConcurrentDictionary<string, byte[]> _manifests = new();
    private readonly ConcurrentDictionary<string, MemoryStream> _uploads = new();
    private int _nextUpload;
    private long _received;

    /// <summary>Starts an empty registry.</summary>
    public FakeRegistry() => _server = new(AnswerAsync);

    /// <summary>The host and port.</summary>
    public string Host => _server.Host;

    /// <summary>Every request, as method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>How many bytes of blobs arrived.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Sees each request first; true if it has answered.</summary>
    public Func<HttpListenerContext, Task<bool>> Fault { get; set; } = _ => Task.FromResult(false);

    /// <summary>Stores a blob.</summary>
    public void Add(byte[] blob) => _blobs[Name(blob)] = blob;

    /// <summary>Stores something by a name, whatever its digest.</summary>
    public void AddManifest(string reference, byte[] manifest) => _manifests[reference] = manifest;

    /// <summary>Whether there is a blob by a digest.</summary>
    public bool Has(string digest) => _blobs.ContainsKey(digest);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        Requests.Enqueue($"{context.Request.HttpMethod} {path}");
        if (await Fault(context)) return;
        var match = Route().Match(path);
        var (kind, name) = (match.Groups["kind"].Value, match.Groups["name"].Value);
        await (kind switch
        {
            "blobs/uploads" => UploadAsync(context, name),
            "blobs" => GiveAsync(context, _blobs.GetValueOrDefault(name)),
            "manifests" => ManifestAsync(context, name),
            _ => StatusAsync(context, 404),
        });
    }

    private async Task UploadAsync(HttpListenerContext context, string name)
    {
        var query = context.Request.QueryString;
        if (context.Request.HttpMethod == "POST")
        {
            if (query["mount"] is { } mounted && _blobs.ContainsKey(mounted))
            {
                await StatusAsync(context, 201);
                return;
            }
            name = $"{Interlocked.Increment(ref _nextUpload)}";
            _uploads[name] = new();
        }
        if (!_uploads.TryGetValue(name, out var upload))
        {
            await StatusAsync(context, 404);
            return;
        }
        await ReceiveAsync(context, upload);
        context.Response.Headers["Location"] = $"/v2/r/blobs/uploads/{name}";
        context.Response.Headers["Range"] = $"0-{Math.Max(0, upload.Length - 1)}";
        if (query["digest"] is { } digest) await FinishAsync(context, name, digest);
        else await StatusAsync(context, context.Request.HttpMethod == "GET" ? 204 : 202);
    }

    private async Task ReceiveAsync(HttpListenerContext context, MemoryStream upload)
    {
        var range = context.Request.Headers["Content-Range"];
        if (range is not null && !range.StartsWith($"{upload.Length}-", StringComparison.Ordinal)) throw new IOException("A chunk is out of order.");
        var buffer = new byte[4096];
        for (int read; (read = await context.Request.InputStream.ReadAsync(buffer)) > 0;)
        {
            upload.Write(buffer, 0, read);
            Interlocked.Add(ref _received, read);
        }
    }

    private Task FinishAsync(HttpListenerContext context, string name, string digest)
    {
        _uploads.TryRemove(name, out var upload);
        if (Name(upload!.ToArray()) != digest) return GiveAsync(context, """{"errors":[{"code":"DIGEST_INVALID","message":"other bytes"}]}"""u8.ToArray(), 400);
        _blobs[digest] = upload.ToArray();
        return StatusAsync(context, 201);
    }

    private async Task ManifestAsync(HttpListenerContext context, string name)
    {
        if (context.Request.HttpMethod != "PUT")
        {
            if (_manifests.TryGetValue(name, out var manifest)) context.Response.Headers["Docker-Content-Digest"] = Name(manifest);
            await GiveAsync(context, manifest);
            return;
        }
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        _manifests[name] = _manifests[Name(body.ToArray())] = body.ToArray();
        await StatusAsync(context, 201);
    }

    private static async Task GiveAsync(HttpListenerContext context, byte[]? bytes, int status = 200)
    {
        if (bytes is null)
        {
            await StatusAsync(context, 404);
            return;
        }
        var start = context.Request.Headers["Range"] is { } range ? int.Parse(range[6..].TrimEnd('-')) : 0;
        context.Response.StatusCode = start > 0 ? 206 : status;
        if (start > 0) context.Response.Headers["Content-Range"] = $"bytes {start}-{bytes.Length - 1}/{bytes.Length}";
        context.Response.ContentLength64 = bytes.Length - start;
        if (context.Request.HttpMethod != "HEAD") await context.Response.OutputStream.WriteAsync(bytes.AsMemory(start));
    }

    private static Task StatusAsync(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static string Name(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    [GeneratedRegex("^/v2/.+?/(?<kind>blobs/uploads|blobs|manifests)/(?<name>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Route();
}
