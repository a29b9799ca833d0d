namespace ModelOps.Contracts.Simulation;

/// <summary>What became of one task. Each task has exactly one outcome.</summary>
/// <param name="TaskId">The task's id.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Tables">The output tables by name, each as the bytes of an Arrow IPC stream; empty unless completed.</param>
/// <param name="Error">Why it did not complete; <see langword="null"/> if it did.</param>
/// <param name="Attempts">How often it was started, at least 1 unless it never was.</param>
/// <param name="Duration">How long the last attempt ran.</param>
public sealed record SimulationOutcome(
    long TaskId,
    SimulationStatus Status,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Tables,
    SimulationError? Error,
    int Attempts,
    TimeSpan Duration)
{
    /// <summary>No tables.</summary>
    public static readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NoTables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>Whether the machine, not the model, ended the task, so that the same task may complete elsewhere.</summary>
    public bool IsEnvironmental => Status is SimulationStatus.Timeout or SimulationStatus.OutOfMemory or SimulationStatus.Lost;
}
