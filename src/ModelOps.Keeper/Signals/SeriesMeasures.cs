using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Signals;

/// <summary>The numbers that signals are judged by.</summary>
internal sealed record SeriesMeasures
{
    /// <summary>How the loss changes.</summary>
    public required QuarterChange Loss { get; init; }

    /// <summary>How the latency changes.</summary>
    public required QuarterChange Latency { get; init; }

    /// <summary>How the throughput changes, where it is known.</summary>
    public required QuarterChange Throughput { get; init; }

    /// <summary>The median latency, in milliseconds.</summary>
    public required double MedianLatencyMs { get; init; }

    /// <summary>The largest latency, in milliseconds.</summary>
    public required double LargestLatencyMs { get; init; }

    /// <summary>Mean of the slowest workers' latencies.</summary>
    public required double SlowestWorkersMean { get; init; }

    /// <summary>Mean of the workers' median latencies.</summary>
    public required double MedianWorkersMean { get; init; }

    /// <summary>The busiest that a GPU was, in percent; 0 if unknown.</summary>
    public required double GpuUtilPct { get; init; }

    /// <summary>The fullest that a GPU's memory was, in percent; 0 if unknown.</summary>
    public required double GpuMemUtilPct { get; init; }

    /// <summary>Measures samples.</summary>
    /// <param name="samples">At least one.</param>
    public static SeriesMeasures Of(SampleSeries samples)
    {
        var latencies = new double[samples.Count];
        var (slowest, median, gpu, memory) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < latencies.Length; i++)
        {
            latencies[i] = samples.LatencyMs(i);
            slowest += samples.SlowestWorkerMs(i);
            median += samples.MedianWorkerMs(i);
            // A number that is not known compares false.
            if (samples.GpuUtilPct(i) is var busy && busy > gpu) gpu = busy;
            if (samples.GpuMemUtilPct(i) is var full && full > memory) memory = full;
        }
        return new()
        {
            Loss = QuarterChange.Of(samples.Count, samples.Loss),
            Latency = QuarterChange.Of(samples.Count, samples.LatencyMs),
            Throughput = QuarterChange.Of(samples.Count, i => samples.Throughput(i) is var value && value > 0 ? value : double.NaN),
            LargestLatencyMs = latencies.Max(),
            MedianLatencyMs = Statistics.Quantile(latencies, 0.5),
            SlowestWorkersMean = slowest / samples.Count,
            MedianWorkersMean = median / samples.Count,
            GpuUtilPct = gpu,
            GpuMemUtilPct = memory,
        };
    }
}
