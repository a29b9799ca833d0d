using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Pool;

/// <summary>A task that has no outcome yet.</summary>
internal sealed class PendingTask(SimulationTask task)
{
    /// <summary>The task.</summary>
    public SimulationTask Task { get; } = task;

    /// <summary>How often a worker died while it ran this task.</summary>
    public int Losses { get; set; }

    /// <summary>How many of the losses were kills for want of memory.</summary>
    public int MemoryLosses { get; set; }

    /// <summary>Whether it is to be sent alone: it was among several when something was lost that can't be laid on one of them.</summary>
    public bool IsSuspect { get; set; }
}
