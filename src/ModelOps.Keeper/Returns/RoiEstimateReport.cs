using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Value;

namespace ModelOps.Keeper.Returns;

/// <summary>The report <c>roi_estimate_latest.json</c>: how much of a workload's time its slow steps cost. It says nothing of what to do.</summary>
public sealed record RoiEstimateReport
{
    /// <summary>The report's file.</summary>
    public const string FileName = "roi_estimate_latest.json";

    /// <summary>Always <c>roi_estimate.v0</c>.</summary>
    public string SchemaVersion { get; } = "roi_estimate.v0";

    /// <summary>When it was made, RFC 3339 in UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>The folder of the report, absolute.</summary>
    public required string OutDir { get; init; }

    /// <summary>The kind of source: <c>file</c>.</summary>
    public required string ObserveSource { get; init; }

    /// <summary>The file of the samples.</summary>
    public required string ObservePath { get; init; }

    /// <summary>What was read and not used.</summary>
    public required IngestCounts ObserveIngest { get; init; }

    /// <summary><c>estimated</c>, or <c>unknown</c> where the samples don't suffice; nothing is estimated then.</summary>
    public required string Status { get; init; }

    /// <summary>How many samples there were.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The seconds from the first sample to the last.</summary>
    public required double WindowS { get; init; }

    /// <summary>The step times; null if unknown.</summary>
    public StepSpread? StepTimeMs { get; init; }

    /// <summary>
    /// The share of the time that could be saved: at most what all steps above the median take beyond it, no more than 0.8, at least half of that;
    /// null if unknown.
    /// </summary>
    public ShareRange? SpeedupRange { get; init; }

    /// <summary>The cost of the workload.</summary>
    public required CostModel CostModel { get; init; }

    /// <summary>Dollars an hour that could be saved; null if the cost or the share is unknown.</summary>
    public ShareRange? UsdPerHourRange { get; init; }

    /// <summary>How the numbers come about.</summary>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "An estimate from recorded step times alone; nothing was tried.",
        "speedup_range.high = min(0.8, sum(max(0, t - p50)) / sum(t)) over the step times t; low is half of it.",
        "usd_per_hour_range = speedup_range x usd_per_gpu_hour x gpus_per_job (one if not said).",
    ];
}
