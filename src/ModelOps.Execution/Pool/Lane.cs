using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Pool;

/// <summary>
/// The place of one worker in the pool. Its thread starts a worker when there is work, serves it until it ends, and starts the next.
/// </summary>
internal sealed class Lane : IAsyncDisposable
{
    private const int StartAttempts = 3;

    private readonly ModelBinding _model;
    private readonly ChildCommand _command;
    private readonly PoolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILaneObserver _observer;
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PoolRun? _run;
    private WorkerConnection? _starting;
    private ActiveWorker? _worker;
    private long _startedAt;
    private bool _overdue;
    private bool _wanted;
    // Of the place without a worker: whether a worker could be started for a task.
    private bool _hungry = true;
    private bool _disposed;

    public Lane(ModelBinding model, ChildCommand command, PoolOptions options, TimeProvider time, ILaneObserver observer)
    {
        (_model, _command, _options, _time, _observer) = (model, command, options, time, observer);
        new Thread(Work) { IsBackground = true, Name = "worker lane" }.Start();
    }

    /// <summary>Whether it could use a task now, or could start a worker for one.</summary>
    public bool IsHungry => Volatile.Read(ref _worker)?.IsHungry ?? Volatile.Read(ref _hungry);

    /// <summary>How busy it is: 0 is an idle worker, 1 none yet, 2 and more a busy one.</summary>
    public int Load => Volatile.Read(ref _worker) is { } worker ? 2 * worker.InFlight : 1;

    /// <summary>The most tasks that it may have in flight now.</summary>
    public int WindowSize => Volatile.Read(ref _worker)?.WindowSize ?? 1;

    /// <summary>Starts a worker if there is none, and sends it tasks of a run if there are any.</summary>
    public void Wake(PoolRun? run)
    {
        lock (_gate)
        {
            _run = run ?? _run;
            if (_worker is not null && _run is not null)
            {
                _worker.Fill(_run);
                return;
            }
            Volatile.Write(ref _hungry, false);
            _wanted = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends a worker that is over a time limit.</summary>
    public void CheckTime()
    {
        lock (_gate)
        {
            _worker?.CheckTime();
            if (_starting is null || _time.GetElapsedTime(_startedAt) <= _options.Worker.StartTimeout) return;
            _overdue = true;
            _starting.Kill();
        }
    }

    /// <summary>Stops working for a run.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _run = null;
            _worker?.Abandon();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _worker?.End();
            _starting?.Kill();
            Monitor.Pulse(_gate);
        }
        return new(_ended.Task);
    }

    private void Work()
    {
        while (AwaitWork())
        {
            if (Start() is not { } worker) continue;
            using (worker)
            {
                worker.Serve();
                // Under the lock: a task that another thread sends meanwhile is in flight before the burial, or waits for the next worker.
                lock (_gate) Volatile.Write(ref _worker, null);
                Bury(worker);
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

    private ActiveWorker? Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Open(Connect());
            }
            catch (OutsideException fault) when (attempt < StartAttempts && fault.Code == "worker_not_started" && !Volatile.Read(ref _disposed))
            {
                // A worker may be killed while it starts; one that always fails is reported by the last attempt.
            }
            catch (ModelOpsException fault)
            {
                Rest();
                _observer.Unable(fault);
                return null;
            }
        }
    }

    private WorkerConnection Connect()
    {
        var connection = WorkerConnection.Start(_command, _options.Worker);
        lock (_gate)
        {
            (_starting, _startedAt, _overdue) = (connection, _time.GetTimestamp(), false);
            if (_disposed) connection.Kill();
        }
        return connection;
    }

    private ActiveWorker Open(WorkerConnection connection)
    {
        try
        {
            var scratch = _model.Entrypoint.Kind == EntrypointKind.Executable ? connection.Scratch() : null;
            var ready = connection.Open(OpenRequest.For(_model, OpenRequest.ModelMode) with { MemoryBytes = _options.MemoryBytes, Scratch = scratch });
            _observer.Ready(ready);
        }
        catch (ModelOpsException)
        {
            connection.Dispose();
            lock (_gate)
            {
                _starting = null;
                if (_overdue) throw TooSlow();
            }
            throw;
        }
        var worker = new ActiveWorker(connection, _options, _time);
        lock (_gate)
        {
            _starting = null;
            Volatile.Write(ref _worker, worker);
            if (_run is not null) worker.Fill(_run);
            if (_disposed) worker.End();
        }
        return worker;
    }

    private OutsideException TooSlow() => new(
        "worker_start_timeout",
        $"A worker did not load {_model.Entrypoint} within {Seconds.Text(_options.Worker.StartTimeout)}.",
        "Load the model by itself to see what it waits for.");

    private void Bury(ActiveWorker worker)
    {
        worker.Bury();
        Rest();
        _observer.Ended();
    }

    private void Rest()
    {
        lock (_gate) Volatile.Write(ref _hungry, true);
    }
}
