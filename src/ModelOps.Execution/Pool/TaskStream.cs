using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Pool;

/// <summary>The one stream of tasks that an engine runs at a time, from its first task to its last outcome.</summary>
/// <param name="workers">Who runs the tasks.</param>
/// <param name="maximumResultBytes">How many bytes of results may wait for the caller before workers wait.</param>
internal sealed class TaskStream(IStreamWorkers workers, long maximumResultBytes)
{
    private readonly Lock _gate = new();
    private PoolRun? _run;
    private bool _closed;

    /// <summary>What runs now; <see langword="null"/> between two streams.</summary>
    public PoolRun? Running
    {
        get
        {
            lock (_gate) return _run;
        }
    }

    /// <summary>Whether the engine was disposed of.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate) return _closed;
        }
    }

    /// <summary>Runs a stream of tasks, as <see cref="ISimulationEngine.RunAsync"/> promises.</summary>
    /// <exception cref="InvalidOperationException">Another stream of tasks is running.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed of.</exception>
    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = Begin();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        workers.Join(run);
        var pump = TaskPump.RunAsync(tasks, run, () => workers.Wake(run), () => workers.Capacity, stop.Token);
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
            workers.Leave();
            await pump;
            lock (_gate) _run = null;
        }
    }

    /// <summary>Ends what runs, and lets nothing begin any more.</summary>
    /// <returns>Whether it was not closed before.</returns>
    public bool Close()
    {
        lock (_gate)
        {
            if (_closed) return false;
            _closed = true;
            _run?.Fail(Disposed());
            return true;
        }
    }

    private PoolRun Begin()
    {
        lock (_gate)
        {
            if (_closed) throw Disposed();
            if (_run is not null) throw new InvalidOperationException("The engine runs one stream of tasks at a time.");
            return _run = new(maximumResultBytes);
        }
    }

    private static ObjectDisposedException Disposed() => new("the simulation engine");
}
