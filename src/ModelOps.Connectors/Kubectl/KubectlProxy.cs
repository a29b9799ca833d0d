using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Connectors.Kubectl;

/// <summary>
/// The API server through <c>kubectl proxy</c>: kubectl brings credentials and TLS, and any number of requests cost one call. The proxy listens on a
/// Unix socket in a folder of this user alone, and ends with this process, also when that is killed.
/// </summary>
public sealed class KubectlProxy : IDisposable
{
    /// <summary>Who makes the requests, for the server's audit log.</summary>
    public const string UserAgent = "modekeeper";

    private const string SocketName = "api";
    private const string Serving = "Starting to serve";

    // The shell ends kubectl when its own standard input ends, which a killed parent can't prevent.
    private const string Guard = "exec 3<&0 </dev/null; \"$@\" 3<&- & child=$!; { cat; kill \"$child\"; } <&3 >/dev/null 2>&1 & wait \"$child\"";

    private readonly ChildProcess _process;
    private readonly string _folder;
    private readonly HttpClient _client;

    private KubectlProxy(ChildProcess process, string folder, string host, TimeSpan timeout)
    {
        (_process, _folder) = (process, folder);
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 8 };
        _client = new(handler) { BaseAddress = new($"http://{host}/"), Timeout = timeout, MaxResponseContentBufferSize = KubectlTool.MaxOutputBytes };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
    }

    /// <summary>Starts a proxy.</summary>
    /// <param name="tool">The kubectl, with its context.</param>
    /// <param name="server">The API server's address, whose name the requests carry for those that share an address; <see langword="null"/> if it is not known.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="OutsideException">Code <c>kubectl_missing</c>, <c>kubectl_timeout</c> or <c>kubectl_proxy_failed</c>.</exception>
    public static async Task<KubectlProxy> StartAsync(KubectlTool tool, string? server, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mops-").FullName;
        var started = default(ChildProcess);
        var host = Uri.TryCreate(server, UriKind.Absolute, out var address) && address.Authority.Length > 0 ? address.Authority : "localhost";
        try
        {
            // Who reaches the socket is this user: names need not be checked.
            var command = tool.Command(["proxy", "--unix-socket=" + Path.Combine(folder, SocketName), "--accept-hosts=.*"]);
            if (!OperatingSystem.IsWindows()) command = command with { Program = "/bin/sh", Arguments = ["-c", Guard, "sh", command.Program, .. command.Arguments] };
            started = KubectlTool.Start(command);
            await ListeningAsync(tool, started, cancellationToken);
            var proxy = new KubectlProxy(started, folder, host, tool.Settings.RequestTimeout);
            started = null;
            return proxy;
        }
        finally
        {
            if (started is not null) End(started, folder);
        }
    }

    /// <summary>Sends one request. Safe for many at a time.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path and query, such as <c>/api/v1/namespaces/default</c>.</param>
    /// <param name="body">The JSON to send; empty for none.</param>
    /// <param name="mediaType">What the body is, such as <c>application/merge-patch+json</c>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="OutsideException">
    /// Code <c>cluster_unreachable</c> (retryable) or <c>cluster_answer_invalid</c>. An error that the API server answers is none of this method.
    /// </exception>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte> body, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (!body.IsEmpty) request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            return Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken), $"{method} {path}");
        }
        catch (HttpRequestException fault)
        {
            throw Unreachable($"{method} {path}", $"{fault.Message} {_process.ErrorTail}".TrimEnd(), fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"{method} {path}", $"no answer within {_client.Timeout.TotalSeconds:0.#} s", fault);
        }
    }

    /// <summary>Ends the proxy.</summary>
    public void Dispose()
    {
        _client.Dispose();
        End(_process, _folder);
    }

    private static ApiAnswer Read(HttpStatusCode status, byte[] body, string request)
    {
        try
        {
            using var document = StrictJson.Parse(body, "the answer");
            return new(status, document.RootElement.Clone());
        }
        // What the proxy says itself of a server that it can't reach is text.
        catch (InvalidInputException) when (status == HttpStatusCode.BadGateway)
        {
            throw Unreachable(request, Encoding.UTF8.GetString(body).Trim(), null);
        }
        catch (InvalidInputException) when ((int)status >= 400)
        {
            return new(status, default);
        }
        catch (InvalidInputException fault)
        {
            throw new OutsideException("cluster_answer_invalid", $"The API server answered {request} with what is no JSON: {fault.Message}", inner: fault);
        }
    }

    private static OutsideException Unreachable(string request, string reason, Exception? cause) =>
        new("cluster_unreachable", $"The API server can't be reached for {request}: {reason}", "Look whether it runs and the network leads to it.", retryable: true, cause);

    private static async Task ListeningAsync(KubectlTool tool, ChildProcess process, CancellationToken cancellationToken)
    {
        using var limit = tool.Limit(cancellationToken, out var linked);
        using (linked)
        {
            var (said, buffer) = (new StringBuilder(), new byte[4096]);
            try
            {
                while (!said.ToString().Contains(Serving, StringComparison.Ordinal))
                {
                    var count = await process.Output.ReadAsync(buffer, linked.Token);
                    if (count == 0) throw new OutsideException("kubectl_proxy_failed", $"'kubectl proxy' ended before it served: {process.ErrorTail}".TrimEnd());
                    said.Append(Encoding.UTF8.GetString(buffer, 0, count));
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw tool.TimedOut(["proxy"], process.ErrorTail);
            }
        }
    }

    private static void End(ChildProcess process, string folder)
    {
        process.KillTree();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var stream = default(Stream);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_folder, SocketName)), cancellationToken);
            return stream = new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (stream is null) socket.Dispose();
        }
    }
}
