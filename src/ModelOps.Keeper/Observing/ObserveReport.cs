using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Observing;

/// <summary>What <c>observe</c> found: <c>observe_latest.json</c>.</summary>
public sealed record ObserveReport : ReportEnvelope
{
    /// <summary>The report's file.</summary>
    public const string Latest = "observe_latest.json";

    /// <inheritdoc />
    public override string Mode => "OBSERVE_ONLY";

    /// <summary>The kind of source: <c>synthetic</c>, <c>file</c> or <c>k8s</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The judgement.</summary>
    public required SignalSet Signals { get; init; }

    /// <summary>How many samples there were.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The samples.</summary>
    public required TelemetryPayload Telemetry { get; init; }

    /// <summary>What they ran on.</summary>
    public required EnvironmentFingerprint Environment { get; init; }

    /// <summary>What was read and not used.</summary>
    public required IngestCounts ObserveIngest { get; init; }

    /// <summary>How many rows were read.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Why the reading is not whole; null if it is.</summary>
    public required string? Error { get; init; }

    /// <summary>That nothing was changed, in words.</summary>
    public string Note { get; } = "Observation only: nothing was changed and nothing is proposed.";

    /// <summary>The judgement in words.</summary>
    public required ObserveSummary Summary { get; init; }

    /// <summary>Where the lines were copied to; null if they weren't.</summary>
    public required string? RecordRawPath { get; init; }

    /// <summary>How many lines were copied; null if none should be.</summary>
    public required long? RecordRawLinesWritten { get; init; }

    /// <summary>Why not all lines were copied; null if they were.</summary>
    public required string? RecordRawError { get; init; }
}
