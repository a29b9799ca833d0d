namespace ModelOps.Contracts.Simulation;

/// <summary>
/// Port: runs simulations of one model, on this machine or a cluster. Implementations MUST give every task exactly one outcome, in
/// any order, and MUST hold no more tasks than their window: reading from the stream of tasks is the back-pressure. They MUST
/// start none of the tasks whose outcome was handed out again. Disposing ends every process that the engine started.
/// </summary>
public interface ISimulationEngine : IAsyncDisposable
{
    /// <summary>
    /// Loads the model in at least one worker, so that a wrong entrypoint shows before the first task, and says on what it runs.
    /// Calling it again gives the same answer.
    /// </summary>
    /// <exception cref="Errors.InvalidInputException">The entrypoint is not there, or the model's module does not load.</exception>
    /// <exception cref="Errors.OutsideException">No worker can be started, such as for want of an interpreter.</exception>
    Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs a stream of tasks until it ends and all are answered. A failing simulation is an outcome, not an exception. One stream at
    /// a time.
    /// </summary>
    IAsyncEnumerable<SimulationOutcome> RunAsync(IAsyncEnumerable<SimulationTask> tasks, CancellationToken cancellationToken);
}
