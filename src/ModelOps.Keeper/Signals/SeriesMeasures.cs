using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Signals;

/// <summary>The numbers that signals are judged by.</summary>
internal sealed record SeriesMeasures
{
    /// <summary>The losses in the order of time.</summary>
    public required double[] Losses { get; init; }

    /// <summary>The latencies in the order of time.</summary>
    public required double[] Latencies { get; init; }

    /// <summary>The throughputs in the order of time, where they are known.</summary>
    public required double[] Throughputs { get; init; }

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
        var (losses, latencies, throughputs) = (new List<double>(), new double[samples.Count], new List<double>());
        var (slowest, median, gpu, memory) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < samples.Count; i++)
        {
            latencies[i] = samples.LatencyMs(i);
            if (samples.Loss(i) is var loss && !double.IsNaN(loss)) losses.Add(loss);
            if (samples.Throughput(i) is var throughput && throughput > 0) throughputs.Add(throughput);
            slowest += samples.SlowestWorkerMs(i);
            median += samples.MedianWorkerMs(i);
            // A number that is not known compares false.
            if (samples.GpuUtilPct(i) is var busy && busy > gpu) gpu = busy;
            if (samples.GpuMemUtilPct(i) is var full && full > memory) memory = full;
        }
        return new()
        {
            Losses = [.. losses],
            Latencies = latencies,
            Throughputs = [.. throughputs],
            SlowestWorkersMean = slowest / samples.Count,
            MedianWorkersMean = median / samples.Count,
            GpuUtilPct = gpu,
            GpuMemUtilPct = memory,
        };
    }
}
