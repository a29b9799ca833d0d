using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Observing;

/// <summary>The samples as reports show them: so many that a chart of them looks like one of all.</summary>
/// <param name="SampleCount">How many there were.</param>
/// <param name="Points">At most 2000 of them, evenly chosen, with the first and the last.</param>
public sealed record TelemetryPayload(int SampleCount, IReadOnlyList<TelemetryPoint> Points)
{
    private const int MostPoints = 2000;

    /// <summary>Of samples.</summary>
    public static TelemetryPayload Of(SampleSeries samples)
    {
        var count = Math.Min(samples.Count, MostPoints);
        var last = samples.Count - 1L;
        return new(samples.Count, [.. Enumerable.Range(0, count).Select(i => Point(samples[count == 1 ? 0 : (int)(i * last / (count - 1))]))]);
    }

    private static TelemetryPoint Point(Sample sample) =>
        new(sample.TimestampMs, sample.LatencyMs, sample.Loss, sample.GpuUtilPct, sample.GpuMemUtilPct, sample.Throughput)
        {
            Step = sample.Step,
            Node = sample.Node,
            GpuModel = sample.GpuModel,
        };
}
