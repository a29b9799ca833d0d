using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Pool;

/// <summary>Reads the caller's stream of tasks into a run, no further than there is room.</summary>
internal static class TaskPump
{
    /// <summary>Reads until the stream ends; what it throws is the run's to report.</summary>
    /// <param name="tasks">The stream.</param>
    /// <param name="run">The run.</param>
    /// <param name="added">Called for each task that was added.</param>
    /// <param name="capacity">How many tasks may be held now.</param>
    /// <param name="cancellationToken">Ends the reading; the run is then stopped already.</param>
    public static async Task RunAsync(IAsyncEnumerable<SimulationTask> tasks, PoolRun run, Action added, Func<int> capacity, CancellationToken cancellationToken)
    {
        // The caller's code may do work before its first await, which must not hold up who enumerates the outcomes.
        await Task.Yield();
        try
        {
            await foreach (var task in tasks.WithCancellation(cancellationToken))
            {
                run.Add(task);
                added();
                while (!run.HasRoom(capacity())) await run.ReleasedAsync(cancellationToken);
            }
            run.EndSource();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody reads the outcomes any more.
        }
#pragma warning disable CA1031 // The stream of tasks is the caller's: whatever it throws is the caller's to see, at the end of the outcomes.
        catch (Exception fault)
        {
            run.Fail(fault);
        }
#pragma warning restore CA1031
    }
}
