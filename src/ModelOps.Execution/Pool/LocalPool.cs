using System.Runtime.CompilerServices;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Pool;

/// <summary>
/// Runs simulations of one model in worker processes of this machine. It holds at most twice as many tasks as its
/// workers may be sent; workers start when there is work for them, and stay for the next stream of tasks.
/// </summary>
public sealed class LocalPool : ISimulationEngine, ILaneObserver
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMilliseconds(250);

    private readonly PoolOptions _options;
    private readonly Lane[] _lanes;
    private readonly ITimer _watch;
    private readonly Lock _gate = new();
    private TaskCompletionSource<PlatformFingerprint> _fingerprint = NewFingerprint();
    private PoolRun? _run;
    private bool _disposed;

    /// <param name="model">What to run.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock of the time limits; <see langword="null"/> for the system's.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_pool_options</c>.</exception>
    public LocalPool(ModelBinding model, PoolOptions? options = null, TimeProvider? time = null)
    {
        _options = (options ?? new()).Validated();
        time ??= TimeProvider.System;
        // The program is started anew for each task whatever becomes of the worker that starts it.
        if (model.Entrypoint.Kind == EntrypointKind.Executable) _options = _options with { Recycle = null };
        var command = WorkerCommands.For(model, _options.Worker, _options.MemoryBytes);
        _lanes = [.. Enumerable.Range(0, _options.Workers).Select(_ => new Lane(model, command, _options, time, this))];
        var shortest = TimeSpan.FromTicks(Math.Min(_options.TimeLimit?.Ticks ?? long.MaxValue, _options.Worker.StartTimeout.Ticks) / 10);
        var period = shortest < ShortestWatch ? ShortestWatch : shortest > LongestWatch ? LongestWatch : shortest;
        _watch = time.CreateTimer(_ => CheckTime(), null, period, period);
    }

    /// <inheritdoc />
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken)
    {
        Task<PlatformFingerprint> fingerprint;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_fingerprint.Task.IsFaulted) _fingerprint = NewFingerprint();
            fingerprint = _fingerprint.Task;
        }
        if (!fingerprint.IsCompleted) _lanes[0].Wake(null);
        return fingerprint.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Another stream of tasks is running.</exception>
    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = Begin();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = TaskPump.RunAsync(tasks, run, () => WakeForOne(run), Capacity, stop.Token);
        try
        {
            await foreach (var batch in run.Outcomes.ReadAllAsync(cancellationToken))
            {
                foreach (var outcome in batch) yield return outcome;
                run.Taken(batch);
            }
        }
        finally
        {
            await stop.CancelAsync();
            run.Stop();
            foreach (var lane in _lanes) lane.Leave();
            await pump;
            lock (_gate) _run = null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }
        await _watch.DisposeAsync();
        _run?.Fail(new ObjectDisposedException(nameof(LocalPool)));
        await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask()));
    }

    void ILaneObserver.Ready(WorkerReady ready)
    {
        lock (_gate) _fingerprint.TrySetResult(new(ready.Facts));
    }

    void ILaneObserver.Unable(ModelOpsException fault)
    {
        lock (_gate)
        {
            _fingerprint.TrySetException(fault);
            // Who only runs tasks never looks at the fingerprint.
            _ = _fingerprint.Task.Exception;
            _run?.Fail(fault);
        }
    }

    // What waits may be of a later stream than the one that the lane's worker was busy with.
    void ILaneObserver.Ended()
    {
        PoolRun? run;
        lock (_gate) run = _run;
        if (run is null) return;
        foreach (var lane in _lanes)
        {
            if (run.HasReady && lane.IsHungry) lane.Wake(run);
        }
    }

    private static TaskCompletionSource<PlatformFingerprint> NewFingerprint() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PoolRun Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_run is not null) throw new InvalidOperationException("The pool runs one stream of tasks at a time.");
            return _run = new(_options.ResultBytes);
        }
    }

    private int Capacity()
    {
        var capacity = 0;
        foreach (var lane in _lanes) capacity += 2 * lane.WindowSize;
        return capacity;
    }

    private void WakeForOne(PoolRun run)
    {
        Lane? best = null;
        foreach (var lane in _lanes)
        {
            if (lane.IsHungry && (best is null || lane.Load < best.Load)) best = lane;
        }
        best?.Wake(run);
    }

    private void CheckTime()
    {
        foreach (var lane in _lanes) lane.CheckTime();
    }
}
