using System.Runtime.CompilerServices;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;

namespace ModelOps.Execution.Dask;

/// <summary>
/// Runs simulations of one model on a Dask cluster. Many simulations make one task of Dask, which feeds them to a child worker on the Dask
/// worker's host. It holds the tasks of at most three batches a thread of the cluster.
/// </summary>
public sealed class DaskEngine : ISimulationEngine
{
    private readonly DaskOptions _options;
    private readonly Bridge _bridge;
    private readonly Lock _gate = new();
    private PoolRun? _run;
    private bool _disposed;

    /// <param name="model">What to run.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="time">The clock of the time limits of the connection; <see langword="null"/> for the system's.</param>
    /// <exception cref="InvalidInputException">Code <c>dask_address</c> or <c>invalid_pool_options</c>.</exception>
    public DaskEngine(ModelBinding model, DaskOptions options, TimeProvider? time = null)
    {
        _options = options.Validated();
        _bridge = new(new RemoteModel(model, _options), _options, time ?? TimeProvider.System);
    }

    /// <inheritdoc />
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _bridge.ConnectAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Another stream of tasks is running.</exception>
    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = Begin();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _bridge.Join(run);
        var pump = TaskPump.RunAsync(tasks, run, _bridge.Fill, () => _bridge.Capacity, stop.Token);
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
            _bridge.Leave();
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
        _run?.Fail(new ObjectDisposedException(nameof(DaskEngine)));
        await _bridge.DisposeAsync();
    }

    private PoolRun Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_run is not null) throw new InvalidOperationException("The engine runs one stream of tasks at a time.");
            return _run = new(_options.Simulations.ResultBytes);
        }
    }
}
