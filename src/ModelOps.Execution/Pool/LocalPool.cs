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
public sealed class LocalPool : ISimulationEngine, ILaneObserver, IStreamWorkers
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMilliseconds(250);

    private readonly PoolOptions _options;
    private readonly Lane[] _lanes;
    private readonly ITimer _watch;
    private readonly TaskStream _stream;
    private readonly Lock _gate = new();
    private TaskCompletionSource<PlatformFingerprint> _fingerprint = NewFingerprint();

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
        _stream = new(this, _options.ResultBytes);
        _lanes = [.. Enumerable.Range(0, _options.Workers).Select(_ => new Lane(model, command, _options, time, this))];
        var shortest = TimeSpan.FromTicks(Math.Min(_options.TimeLimit?.Ticks ?? long.MaxValue, _options.Worker.StartTimeout.Ticks) / 10);
        var period = shortest < ShortestWatch ? ShortestWatch : shortest > LongestWatch ? LongestWatch : shortest;
        _watch = time.CreateTimer(_ => CheckTime(), null, period, period);
    }

    /// <inheritdoc />
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_stream.IsClosed, this);
        Task<PlatformFingerprint> fingerprint;
        lock (_gate)
        {
            if (_fingerprint.Task.IsFaulted) _fingerprint = NewFingerprint();
            fingerprint = _fingerprint.Task;
        }
        if (!fingerprint.IsCompleted) _lanes[0].Wake(null);
        return fingerprint.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Another stream of tasks is running.</exception>
    public IAsyncEnumerable<SimulationOutcome> RunAsync(IAsyncEnumerable<SimulationTask> tasks, CancellationToken cancellationToken) =>
        _stream.RunAsync(tasks, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_stream.Close()) return;
        await _watch.DisposeAsync();
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
        }
        _stream.Running?.Fail(fault);
    }

    // What waits may be of a later stream than the one that the lane's worker was busy with.
    void ILaneObserver.Ended()
    {
        if (_stream.Running is not { } run) return;
        foreach (var lane in _lanes)
        {
            if (run.HasReady && lane.IsHungry) lane.Wake(run);
        }
    }

    int IStreamWorkers.Capacity
    {
        get
        {
            var capacity = 0;
            foreach (var lane in _lanes) capacity += 2 * lane.WindowSize;
            return capacity;
        }
    }

    void IStreamWorkers.Join(PoolRun run)
    {
        // A lane hears of a run when it is woken for a task.
    }

    void IStreamWorkers.Wake(PoolRun run)
    {
        Lane? best = null;
        foreach (var lane in _lanes)
        {
            if (lane.IsHungry && (best is null || lane.Load < best.Load)) best = lane;
        }
        best?.Wake(run);
    }

    void IStreamWorkers.Leave()
    {
        foreach (var lane in _lanes) lane.Leave();
    }

    private static TaskCompletionSource<PlatformFingerprint> NewFingerprint() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void CheckTime()
    {
        foreach (var lane in _lanes) lane.CheckTime();
    }
}
