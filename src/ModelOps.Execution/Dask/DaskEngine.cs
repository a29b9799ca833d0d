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
    private readonly Bridge _bridge;
    private readonly TaskStream _stream;

    /// <param name="model">What to run.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="time">The clock of the time limits of the connection; <see langword="null"/> for the system's.</param>
    /// <exception cref="InvalidInputException">Code <c>dask_address</c> or <c>invalid_pool_options</c>.</exception>
    public DaskEngine(ModelBinding model, DaskOptions options, TimeProvider? time = null)
    {
        options = options.Validated();
        _bridge = new(new RemoteModel(model, options), options, time ?? TimeProvider.System);
        _stream = new(_bridge, options.Simulations.ResultBytes);
    }

    /// <inheritdoc />
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_stream.IsClosed, this);
        return _bridge.ConnectAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Another stream of tasks is running.</exception>
    public IAsyncEnumerable<SimulationOutcome> RunAsync(IAsyncEnumerable<SimulationTask> tasks, CancellationToken cancellationToken) =>
        _stream.RunAsync(tasks, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_stream.Close()) await _bridge.DisposeAsync();
    }
}
