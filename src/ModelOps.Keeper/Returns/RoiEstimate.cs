using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Value;

namespace ModelOps.Keeper.Returns;

/// <summary><c>roi estimate</c>: what a workload's slow steps cost.</summary>
/// <param name="folder">Where the report goes.</param>
/// <param name="cost">What the workload costs.</param>
/// <param name="time">The clock.</param>
public sealed class RoiEstimate(ReportFolder folder, CostModel cost, TimeProvider time)
{
    private const double LargestShare = 0.8;
    private const int Decimals = 6;

    /// <summary>Estimates and writes <c>roi_estimate_latest.json</c>.</summary>
    /// <param name="source">The telemetry.</param>
    /// <param name="path">Its file, for the report.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RoiEstimateReport> RunAsync(ITelemetrySource source, string path, CancellationToken cancellationToken)
    {
        var batch = await source.ReadAsync(from: null, cancellationToken);
        var samples = batch.Samples;
        var report = new RoiEstimateReport
        {
            CreatedAt = ReportTimes.Text(time.GetUtcNow()),
            OutDir = folder.Path,
            ObserveSource = source.Kind,
            ObservePath = path,
            ObserveIngest = batch.Counts,
            Status = "unknown",
            SampleCount = samples.Count,
            WindowS = samples.Count == 0 ? 0 : (samples.TimestampMs(samples.Count - 1) - samples.TimestampMs(0)) / 1000.0,
            CostModel = cost,
        };
        if (samples.Count >= SignalDetection.FewestSamples && batch.Error is null) report = Estimated(report, samples);
        folder.Write("roi_estimate", RoiEstimateReport.FileName, report, ReturnsJson.Default.RoiEstimateReport);
        return report;
    }

    private RoiEstimateReport Estimated(RoiEstimateReport report, SampleSeries samples)
    {
        var times = new double[samples.Count];
        for (var i = 0; i < times.Length; i++) times[i] = samples.LatencyMs(i);
        var (median, total, beyond) = (Statistics.Quantile([.. times], 0.5), 0.0, 0.0);
        foreach (var step in times)
        {
            total += step;
            beyond += Math.Max(0, step - median);
        }
        var share = total > 0 ? Math.Min(LargestShare, beyond / total) : 0;
        var hour = cost.UsdPerGpuHour * Math.Max(cost.GpusPerJob, 1);
        return report with
        {
            Status = "estimated",
            StepTimeMs = new(median, Statistics.Quantile([.. times], 0.95), times.Max()),
            SpeedupRange = Range(share),
            UsdPerHourRange = hour is { } usd ? Range(share * usd) : null,
        };
    }

    private static ShareRange Range(double high) => new(Math.Round(high / 2, Decimals), Math.Round(high, Decimals));
}
