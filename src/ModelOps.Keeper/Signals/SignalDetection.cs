using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Signals;

/// <summary>Judges samples. Nothing is stable for want of data: with too few or doubtful samples the state is unknown.</summary>
public static class SignalDetection
{
    /// <summary>No signal is judged by fewer samples.</summary>
    public const int FewestSamples = 4;

    private const double DriftShare = 0.15;
    private const double BurstFactor = 1.5;
    private const double StragglerFactor = 1.6;
    private const double FullPct = 90;

    // With more than one doubtful row in so many, what the others say is not the whole truth.
    private const int RowsPerDoubt = 10;

    /// <summary>Judges what one reading gave.</summary>
    public static SignalSet Judge(TelemetryBatch batch)
    {
        var measures = batch.Samples.Count < FewestSamples ? null : SeriesMeasures.Of(batch.Samples);
        var doubts = Doubts(batch);
        var signals = measures is null ? Nothing(batch.Samples.Count, doubts) : Judge(measures, doubts);
        return signals with { Trusted = measures is not null && doubts.Count == 0 };
    }

    private static SignalSet Nothing(int samples, IReadOnlyList<string> doubts) => new()
    {
        Drift = false,
        Burst = false,
        Straggler = false,
        GpuSaturated = false,
        Trusted = false,
        Notes = [samples == 0 ? "no_samples" : "too_few_samples", .. doubts],
    };

    private static SignalSet Judge(SeriesMeasures measures, IReadOnlyList<string> doubts)
    {
        var drift = measures.Loss.RisesBy(DriftShare);
        var burst = measures.LargestLatencyMs > BurstFactor * measures.MedianLatencyMs;
        var straggler = measures.SlowestWorkersMean > StragglerFactor * measures.MedianWorkersMean;
        var memory = measures.GpuMemUtilPct >= FullPct;
        var gpu = memory || measures.GpuUtilPct >= FullPct;
        (bool On, string Note)[] notes =
        [
            (drift, "loss_drift"),
            (measures.Loss.Count == 0, "loss_missing"),
            (measures.Loss.Count is > 0 and < FewestSamples, "too_few_losses"),
            (burst, "latency_burst"),
            (straggler, "straggler_detected"),
            (gpu, "gpu_saturated"),
            (memory, "gpu_memory_full"),
            // Worth to be seen, but no signal: no chord answers it.
            (!burst && measures.Latency.RisesBy(DriftShare), "step_time_rises"),
            (measures.Throughput.FallsBy(DriftShare), "throughput_falls"),
        ];
        return new()
        {
            Drift = drift,
            Burst = burst,
            Straggler = straggler,
            GpuSaturated = gpu,
            GpuMemorySaturated = memory,
            Trusted = false,
            Notes = [.. notes.Where(note => note.On).Select(note => note.Note), .. doubts],
        };
    }

    private static List<string> Doubts(TelemetryBatch batch)
    {
        var counts = batch.Counts;
        var doubtful = counts.DroppedNotFinite + counts.DroppedOutOfRange + counts.DroppedClockSkew;
        var doubts = new List<string>();
        if (batch.Error is not null) doubts.Add("telemetry_incomplete");
        // One is enough: a training whose loss is NaN has diverged, however good it was before.
        if (counts.DroppedNotFinite > 0) doubts.Add("values_not_finite");
        if (doubtful * RowsPerDoubt > batch.Samples.Count + doubtful) doubts.Add("too_many_doubtful_rows");
        return doubts;
    }
}
