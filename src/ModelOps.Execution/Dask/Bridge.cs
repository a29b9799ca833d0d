using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;

namespace ModelOps.Execution.Dask;

/// <summary>
/// The engine's connection to the cluster. Its thread starts a bridge when there is work, reads its answers, and starts the next when the
/// connection is lost: bridge, scheduler and network fail in many ways, and all of them are mended by this one.
/// </summary>
internal sealed class Bridge : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly RemoteModel _model;
    private readonly DaskOptions _options;
    private readonly TimeProvider _time;
    private readonly Traffic _traffic;
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource<PlatformFingerprint> _fingerprint = NewFingerprint();
    private BridgeConnection? _connection;
    private bool _isOpen;
    private bool _wanted;
    private bool _disposed;

    public Bridge(RemoteModel model, DaskOptions options, TimeProvider time)
    {
        (_model, _options, _time) = (model, options, time);
        _traffic = new(options, model.Entrypoint);
        new Thread(Work) { IsBackground = true, Name = "dask bridge" }.Start();
    }

    /// <summary>The most tasks that may be held now.</summary>
    public int Capacity => _traffic.Capacity;

    /// <summary>Connects if that was not done yet, and gives the cluster's platform.</summary>
    public Task<PlatformFingerprint> ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_fingerprint.Task.IsFaulted) _fingerprint = NewFingerprint();
            if (!_fingerprint.Task.IsCompleted) Want();
            return _fingerprint.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Begins to work for a run.</summary>
    public void Join(PoolRun run)
    {
        _traffic.Join(run);
        lock (_gate)
        {
            if (_connection is null) Want();
        }
    }

    /// <summary>Sends what waits, as far as the cluster has room.</summary>
    public void Fill() => _traffic.Fill();

    /// <summary>Stops working for a run.</summary>
    public void Leave() => _traffic.Leave();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        BridgeConnection? connection;
        lock (_gate)
        {
            _disposed = true;
            connection = _connection;
            // One that is still connecting does not listen.
            if (!_isOpen) connection?.Kill();
            Monitor.PulseAll(_gate);
        }
        if (connection is not null) await connection.LeaveAsync(CancellationToken.None);
        await _ended.Task;
        _model.Dispose();
    }

    private static TaskCompletionSource<PlatformFingerprint> NewFingerprint() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Want()
    {
        _wanted = true;
        Monitor.PulseAll(_gate);
    }

    private void Work()
    {
        while (AwaitWork())
        {
            try
            {
                using var connection = Connect();
                if (connection is not null) Serve(connection);
            }
            catch (ModelOpsException fault)
            {
                Fail(fault);
            }
        }
        _ended.SetResult();
    }

    private bool AwaitWork()
    {
        lock (_gate)
        {
            while (!_wanted && !_disposed) Monitor.Wait(_gate);
            _wanted = false;
            return !_disposed;
        }
    }

    // The first connection must succeed; one that was lost is tried again for a while.
    private BridgeConnection? Connect()
    {
        var (began, pause) = (_time.GetTimestamp(), ShortestPause);
        while (true)
        {
            try
            {
                return Open();
            }
            catch (ModelOpsException) when (_disposed)
            {
                return null;
            }
            catch (OutsideException fault) when (fault.Retryable && _fingerprint.Task.IsCompletedSuccessfully && _time.GetElapsedTime(began) < _options.ReconnectTimeout)
            {
                if (pause == ShortestPause) _options.Note?.Invoke($"Not connected yet, trying for {Seconds.Text(_options.ReconnectTimeout)}: {fault.Message}");
            }
            if (!Pause(pause)) return null;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private bool Pause(TimeSpan pause)
    {
        lock (_gate)
        {
            if (!_disposed) Monitor.Wait(_gate, pause);
            return !_disposed;
        }
    }

    private BridgeConnection Open()
    {
        var connection = BridgeConnection.Start(_options.Python);
        try
        {
            lock (_gate)
            {
                _connection = connection;
                if (_disposed) connection.Kill();
            }
            var ready = connection.Open(_model.Request());
            Accept(ready);
            lock (_gate) _isOpen = true;
            _traffic.Open(connection, ready.Threads);
            return connection;
        }
        catch (ModelOpsException)
        {
            lock (_gate) (_connection, _isOpen) = (null, false);
            connection.Dispose();
            throw;
        }
    }

    private void Accept(BridgeReady ready)
    {
        var found = new PlatformFingerprint(ready.Facts);
        lock (_gate)
        {
            if (_fingerprint.TrySetResult(found)) return;
            if (_fingerprint.Task.IsFaulted) _fingerprint = NewFingerprint();
            if (_fingerprint.TrySetResult(found)) return;
        }
        var before = _fingerprint.Task.Result;
        if (before.Digest == found.Digest) return;
        throw new OutsideException(
            "dask_platforms_differ",
            $"The cluster is another platform than before the connection was lost: {string.Join("; ", before.DifferencesTo(found))}.",
            "Give it the same image again, and go on with the run.");
    }

    private void Serve(BridgeConnection connection)
    {
        string? fault = null;
        try
        {
            while (connection.Read(out var frame) && _traffic.Take(frame, out fault))
            {
                // Until it ends.
            }
        }
        catch (CorruptDataException garbage)
        {
            fault = garbage.Message;
        }
        connection.Kill();
        bool again;
        lock (_gate)
        {
            (_connection, _isOpen) = (null, false);
            again = _traffic.Close() && !_disposed;
            if (again) Want();
        }
        if (again) _options.Note?.Invoke($"The connection to Dask at {_options.Scheduler} was lost ({fault ?? "the bridge ended"}); connecting again.");
    }

    private void Fail(ModelOpsException fault)
    {
        lock (_gate)
        {
            _fingerprint.TrySetException(fault);
            // Who only runs tasks never looks at the fingerprint.
            _ = _fingerprint.Task.Exception;
        }
        _traffic.Fail(fault);
    }
}
