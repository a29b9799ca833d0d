namespace ModelOps.Keeper.Telemetry;

/// <summary>What a workload said of itself at one moment.</summary>
/// <param name="TimestampMs">Milliseconds since 1970, UTC.</param>
/// <param name="LatencyMs">How long a step took, in milliseconds.</param>
public readonly record struct Sample(long TimestampMs, double LatencyMs)
{
    /// <summary>The loss; <see langword="null"/> if the workload did not say it.</summary>
    public double? Loss { get; init; }

    /// <summary>Items a second; 0 if the workload did not say it.</summary>
    public double Throughput { get; init; }

    /// <summary>The latencies of the step's workers; <see langword="null"/> if there is only the step's own.</summary>
    public WorkerLatencies? Workers { get; init; }

    /// <summary>The step's number, if said.</summary>
    public long? Step { get; init; }

    /// <summary>The node that it ran on, if known.</summary>
    public string? Node { get; init; }

    /// <summary>The GPU's model, if known.</summary>
    public string? GpuModel { get; init; }

    /// <summary>How busy the GPU was, in percent.</summary>
    public double? GpuUtilPct { get; init; }

    /// <summary>How full the GPU's memory was, in percent.</summary>
    public double? GpuMemUtilPct { get; init; }
}
