using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;

namespace ModelOps.Execution.Dask;

/// <summary>A batch that Dask gave up.</summary>
/// <param name="KilledWorker">Whether every Dask worker that ran it died.</param>
/// <param name="Message">What Dask says.</param>
internal sealed record LostBatch(bool KilledWorker, string Message)
{
    /// <summary>The outcome of a task that was a batch of its own: Dask has tried it several times already.</summary>
    public SimulationOutcome GiveUp(PendingTask task)
    {
        var error = Failures.Named(task.Task, new("WorkerLost", "The task was given up: each Dask worker that ran it died.", Message));
        return new(task.Task.Id, SimulationStatus.Lost, SimulationOutcome.NoTables, error, task.Losses + 1, TimeSpan.Zero);
    }
}
