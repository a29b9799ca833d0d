namespace ModelOps.Keeper.Telemetry;

/// <summary>What one reading of a source gave.</summary>
/// <param name="Samples">The usable ones, in the order of time; may be empty.</param>
/// <param name="Counts">What was not usable.</param>
/// <param name="RowsRead">All rows that were looked at: samples, dropped ones and empty lines.</param>
public sealed record TelemetryBatch(SampleSeries Samples, IngestCounts Counts, long RowsRead)
{
    /// <summary>Why the reading is not whole, in one line; <see langword="null"/> if it is. With an error nothing may be called stable.</summary>
    public string? Error { get; init; }

    /// <summary>Where the next reading of the same source goes on; <see langword="null"/> if each reading stands for itself.</summary>
    public TelemetryCursor? Cursor { get; init; }
}
