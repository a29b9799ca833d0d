using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Code;

/// <summary>Waits for a worker's answer without blocking the caller.</summary>
internal static class WorkerWait
{
    /// <summary>Runs a conversation on a thread of its own; cancellation kills the worker, which ends the conversation.</summary>
    public static async Task<T> ForAsync<T>(WorkerConnection worker, Func<WorkerConnection, T> converse, CancellationToken cancellationToken)
    {
        await using var kill = cancellationToken.Register(worker.Kill);
        return await Task.Factory.StartNew(
            () => converse(worker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
