using System.Text.Json.Serialization;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary><c>watch_latest.json</c>: all iterations of a watch together, those before a restart included.</summary>
/// <param name="Times">When.</param>
/// <param name="Totals">What was counted.</param>
public sealed record WatchReport([property: JsonIgnore] ReportTimes Times, [property: JsonIgnore] WatchTotals Totals)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "watch_latest.json";

    /// <summary>The name of the same in words.</summary>
    public const string SummaryName = "watch_summary.md";

    /// <summary>Always <c>v0</c>.</summary>
    public string SchemaVersion { get; } = "v0";

    /// <summary>When this session began.</summary>
    public string StartedAt => Times.StartedAt;

    /// <summary>When the report was written.</summary>
    public string FinishedAt => Times.FinishedAt;

    /// <summary>Whole seconds of this session.</summary>
    public int DurationS => Times.DurationS;

    /// <summary>Seconds between two iterations.</summary>
    public required double IntervalS { get; init; }

    /// <summary>After how many iterations this session ends; null for never.</summary>
    public required int? MaxIterations { get; init; }

    /// <summary>Iterations of all sessions.</summary>
    public int IterationsDone => Totals.IterationsDone;

    /// <summary>Iterations of this session.</summary>
    public required int SessionIterations { get; init; }

    /// <summary>Iterations that failed.</summary>
    public int FailedIterations => Totals.FailedIterations;

    /// <summary>Why the last iteration failed; null if it didn't.</summary>
    public required string? LastError { get; init; }

    /// <summary>The last iteration's folder; null before the first.</summary>
    public required string? LastIterationOutDir { get; init; }

    /// <inheritdoc cref="WatchTotals.ProposedTotal" />
    public int ProposedTotal => Totals.ProposedTotal;

    /// <inheritdoc cref="WatchTotals.AppliedTotal" />
    public int AppliedTotal => Totals.AppliedTotal;

    /// <inheritdoc cref="WatchTotals.BlockedTotal" />
    public int BlockedTotal => Totals.BlockedTotal;

    /// <inheritdoc cref="WatchTotals.VerifyFailedTotal" />
    public int VerifyFailedTotal => Totals.VerifyFailedTotal;

    /// <inheritdoc cref="WatchTotals.ApplyAttemptedTotal" />
    public int ApplyAttemptedTotal => Totals.ApplyAttemptedTotal;

    /// <inheritdoc cref="WatchTotals.ApplyOkTotal" />
    public int ApplyOkTotal => Totals.ApplyOkTotal;

    /// <inheritdoc cref="WatchTotals.ApplyFailedTotal" />
    public int ApplyFailedTotal => Totals.ApplyFailedTotal;

    /// <inheritdoc cref="WatchTotals.DryRunTotal" />
    public int DryRunTotal => Totals.DryRunTotal;

    /// <summary>What was read and not used; null before the first reading.</summary>
    public IngestCounts? ObserveIngest => Totals.ObserveIngest;

    /// <summary>Where lines are copied to; null if they aren't.</summary>
    public required string? ObserveRecordRawPath { get; init; }

    /// <summary>How many lines this session copied; null if none should be.</summary>
    public required long? ObserveRecordRawLinesWritten { get; init; }

    /// <summary>Where to look.</summary>
    public required WatchPaths ArtifactPaths { get; init; }
}
