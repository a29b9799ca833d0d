namespace ModelOps.Keeper.Telemetry;

/// <summary>What counts of the latencies of the workers that shared a step.</summary>
/// <param name="SlowestMs">The largest, in milliseconds.</param>
/// <param name="MedianMs">The median, in milliseconds: of an even number the mean of the two in the middle.</param>
public readonly record struct WorkerLatencies(double SlowestMs, double MedianMs)
{
    /// <summary>Of one latency a worker.</summary>
    /// <param name="latencies">At least one; put in order by the call.</param>
    public static WorkerLatencies Of(Span<double> latencies)
    {
        latencies.Sort();
        var middle = latencies.Length / 2;
        return new(latencies[^1], latencies.Length % 2 == 1 ? latencies[middle] : (latencies[middle - 1] + latencies[middle]) / 2);
    }
}
