namespace ModelOps.Contracts.Simulation;

/// <summary>How a simulation ended.</summary>
public enum SimulationStatus
{
    /// <summary>It returned its tables.</summary>
    Completed,

    /// <summary>The model raised, or returned something that is no set of tables. The same task would fail again.</summary>
    Failed,

    /// <summary>It ran longer than the task's time limit. Environmental.</summary>
    Timeout,

    /// <summary>Its worker was killed for memory, every time it was tried. Environmental.</summary>
    OutOfMemory,

    /// <summary>Its worker died, every time it was tried. Environmental.</summary>
    Lost,
}
