using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Pool;

/// <summary>A worker that ended before its time.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Reason">Why: a time limit, a breach of the protocol, an exit status or a signal.</param>
/// <param name="Culprit">The task that it ran, or answered twice; <see langword="null"/> if it was idle.</param>
/// <param name="ErrorTail">The last of what it wrote to standard error and output.</param>
public sealed record WorkerLoss(int Pid, string Reason, SimulationTask? Culprit, string ErrorTail);
