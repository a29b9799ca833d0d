using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ModelOps.Testing.Servers.Proxies;

/// <summary>A TCP proxy on loopback between a client and a server, which can cut the connections, swallow what is sent, and delay it.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _connections = [];
    private readonly int _target;
    private readonly Task _accepting;
    private long _received;
    private volatile bool _cut;
    private volatile TaskCompletionSource _flowing = Flow(open: true);

    /// <summary>Starts a proxy to a port on 127.0.0.1.</summary>
    public FaultyProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1 that clients connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long everything takes that is sent from now on, in each direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many connections were accepted so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>How many bytes clients have sent so far.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Resets all connections and every new one until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var client in _connections.Keys) Reset(client);
    }

    /// <summary>Lets nothing through until <see cref="Mend"/>, without closing anything; what is sent meanwhile arrives then.</summary>
    public void Hold() => _flowing = Flow(open: false);

    /// <summary>Ends <see cref="Cut"/> and <see cref="Hold"/>.</summary>
    public void Mend()
    {
        _cut = false;
        _flowing.TrySetResult();
    }

    /// <summary>Closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Mend();
        foreach (var client in _connections.Keys) Reset(client);
        await _accepting;
        _ending.Dispose();
    }

    private static TaskCompletionSource Flow(bool open)
    {
        var flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (open) flow.SetResult();
        return flow;
    }

    private static void Reset(TcpClient client)
    {
        if (client.Client is not { } socket) return;
        try
        {
            socket.LingerState = new(enable: true, 0);
            socket.Close();
        }
        catch (ObjectDisposedException)
        {
            // The other side closed it meanwhile.
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                Accepted++;
                _ = ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        _connections[client] = server;
        try
        {
            if (_cut) return;
            await server.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
            await Task.WhenAny(PumpAsync(client, server, count => Interlocked.Add(ref _received, count)), PumpAsync(server, client, _ => { }));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // One of both ends is gone, and with it the other.
        }
        finally
        {
            _connections.TryRemove(client, out _);
            Reset(client);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Action<int> passing)
    {
        var buffer = new byte[1 << 16];
        while (await from.GetStream().ReadAsync(buffer, _ending.Token) is var count and > 0)
        {
            if (Delay > TimeSpan.Zero) await Task.Delay(Delay, TimeProvider.System, _ending.Token);
            await _flowing.Task;
            passing(count);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _ending.Token);
        }
    }
}
