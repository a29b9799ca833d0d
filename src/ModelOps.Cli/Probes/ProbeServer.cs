using System.Net;
using System.Net.Sockets;
using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Probes;

/// <summary>
/// Answers a cluster's probes and scrapes: GET on a few fixed paths, HTTP/1.1, one request a connection (RFC 9112). All else is 404.
/// </summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private const int MostRequestBytes = 8 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly IReadOnlyDictionary<string, Func<ProbeAnswer>> _paths;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    private ProbeServer(TcpListener listener, IReadOnlyDictionary<string, Func<ProbeAnswer>> paths, TimeProvider time)
    {
        _listener = listener;
        _paths = paths;
        _time = time;
        _accepting = AcceptAsync();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Listens on all addresses of the machine.</summary>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="paths">What answers a path.</param>
    /// <param name="time">The clock of the time limit of a request.</param>
    /// <exception cref="OutsideException">Code <c>port_taken</c>.</exception>
    public static ProbeServer Start(int port, IReadOnlyDictionary<string, Func<ProbeAnswer>> paths, TimeProvider time)
    {
        var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
        }
        catch (SocketException fault)
        {
            throw new OutsideException("port_taken", $"Port {port} can't be listened on: {fault.Message}.", "Choose another with --port.", inner: fault);
        }
        return new(listener, paths, time);
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var answer = Answer(await ReadTargetAsync(stream, limit.Token));
                await stream.WriteAsync(answer, limit.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // Whoever asked does not wait for the answer.
        }
    }

    // The whole head is read: closing a connection with bytes unread resets it, and the answer with it.
    private static async Task<string> ReadTargetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostRequestBytes];
        var count = 0;
        while (count < buffer.Length && buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken);
            if (read == 0) break;
            count += read;
        }
        var words = Encoding.ASCII.GetString(buffer, 0, count).Split("\r\n")[0].Split(' ');
        return words is ["GET", var target, ..] ? target.Split('?')[0] : "";
    }

    private byte[] Answer(string path)
    {
        var found = _paths.GetValueOrDefault(path)?.Invoke();
        var status = found switch { null => "404 Not Found", { Ok: true } => "200 OK", _ => "503 Service Unavailable" };
        var body = Encoding.UTF8.GetBytes(found?.Body ?? "There is nothing here.\n");
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
