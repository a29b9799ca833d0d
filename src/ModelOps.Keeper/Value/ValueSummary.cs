using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Value;

/// <summary>The value of a window in a form to pass on: it names no data of the workload.</summary>
/// <param name="OpportunityHoursEst">Hours that might be won.</param>
/// <param name="Throughput">How long steps take.</param>
/// <param name="CostModel">The price.</param>
/// <param name="ValueEstimates">The same in GPU hours and money.</param>
public sealed record ValueSummary(double OpportunityHoursEst, StepTimes Throughput, CostModel CostModel, ValueEstimates ValueEstimates)
{
    private const int Decimals = 6;

    /// <summary>The form's version.</summary>
    public string SchemaVersion { get; } = "value_summary.v0";

    /// <summary>What the numbers rest on, in ordinal order.</summary>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "gpu hours count at least one gpu",
        "money is unknown without a price per gpu hour",
        "opportunity hours follow heuristic_v1",
    ];

    /// <summary>Of a window.</summary>
    public static ValueSummary Of(Opportunity opportunity, SampleSeries samples, CostModel cost)
    {
        double[] latencies = [.. Enumerable.Range(0, samples.Count).Select(samples.LatencyMs)];
        var hours = Math.Round(opportunity.Hours * Math.Max(cost.GpusPerJob, 1), Decimals);
        var usd = cost.UsdPerGpuHour is { } price ? Math.Round(hours * price, Decimals) : (double?)null;
        return new(opportunity.Hours, new(At(latencies, 0.5), At(latencies, 0.95)), cost, new(hours, usd));
    }

    private static double? At(double[] values, double share) => values.Length == 0 ? null : Math.Round(Statistics.Quantile(values, share), Decimals);
}
