using System.Net;
using System.Net.Sockets;

namespace ModelOps.Testing.Registries;

/// <summary>An HTTP server on a free port of the loopback interface, for what no real server does on demand.</summary>
public sealed class HttpServer : IAsyncDisposable
{
    private const int Attempts = 20;

    private readonly HttpListener _listener;
    private readonly Func<HttpListenerContext, Task> _handle;
    private readonly Task _loop;

    /// <summary>Starts a server.</summary>
    /// <param name="handle">Answers a request; many at a time. What it leaves open is closed; what it throws breaks the connection.</param>
    public HttpServer(Func<HttpListenerContext, Task> handle)
    {
        _handle = handle;
        (_listener, Host) = Listen();
        _loop = LoopAsync();
    }

    /// <summary>The host and port.</summary>
    public string Host { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _loop;
    }

    private static (HttpListener, string) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var host = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            probe.Stop();
            var listener = new HttpListener { Prefixes = { $"http://{host}/" } };
            try
            {
                listener.Start();
                return (listener, host);
            }
            catch (HttpListenerException) when (attempt < Attempts)
            {
                // Another took the port in between.
                listener.Close();
            }
        }
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        await Task.Yield();
        try
        {
            await _handle(context);
            context.Response.Close();
        }
        catch (Exception broken) when (broken is IOException or HttpListenerException or ObjectDisposedException or InvalidOperationException or ProtocolViolationException)
        {
            Break(context);
        }
    }

    // Where no header was sent yet, aborting would still answer, and with success.
    private static void Break(HttpListenerContext context)
    {
        try
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
        }
        catch (Exception sent) when (sent is InvalidOperationException or ObjectDisposedException)
        {
            // The answer had begun.
        }
        context.Response.Abort();
    }
}
