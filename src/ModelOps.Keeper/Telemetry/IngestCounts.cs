namespace ModelOps.Keeper.Telemetry;

/// <summary>The rows that a source read and did not use, by the reason, and those that it had to put in order.</summary>
public sealed record IngestCounts
{
    /// <summary>Nothing was dropped.</summary>
    public static IngestCounts None { get; } = new();

    /// <summary>All that were dropped.</summary>
    public long DroppedTotal => DroppedInvalidJson + DroppedInvalidShape + DroppedMissingFields + DroppedInvalidText + DroppedTooLong
        + DroppedNotFinite + DroppedOutOfRange + DroppedClockSkew + DroppedDuplicate;

    /// <summary>Lines that are no JSON.</summary>
    public long DroppedInvalidJson { get; init; }

    /// <summary>JSON that is no object, or a CSV row with another number of cells than the heading.</summary>
    public long DroppedInvalidShape { get; init; }

    /// <summary>Rows without a usable time or step time.</summary>
    public long DroppedMissingFields { get; init; }

    /// <summary>Lines that are not UTF-8.</summary>
    public long DroppedInvalidText { get; init; }

    /// <summary>Lines longer than the reader takes.</summary>
    public long DroppedTooLong { get; init; }

    /// <summary>Rows with a loss or a step time that is NaN or infinite: a training that diverged.</summary>
    public long DroppedNotFinite { get; init; }

    /// <summary>Rows with a number that cannot be: a negative step time, a GPU at 400 percent, a year 12000.</summary>
    public long DroppedOutOfRange { get; init; }

    /// <summary>Rows from the future, by the keeper's clock.</summary>
    public long DroppedClockSkew { get; init; }

    /// <summary>Rows that repeat another one in every field.</summary>
    public long DroppedDuplicate { get; init; }

    /// <summary>Rows that were used, but stood after a later one.</summary>
    public long Reordered { get; init; }

    /// <summary>Both together.</summary>
    public static IngestCounts operator +(IngestCounts a, IngestCounts b) => new()
    {
        DroppedInvalidJson = a.DroppedInvalidJson + b.DroppedInvalidJson,
        DroppedInvalidShape = a.DroppedInvalidShape + b.DroppedInvalidShape,
        DroppedMissingFields = a.DroppedMissingFields + b.DroppedMissingFields,
        DroppedInvalidText = a.DroppedInvalidText + b.DroppedInvalidText,
        DroppedTooLong = a.DroppedTooLong + b.DroppedTooLong,
        DroppedNotFinite = a.DroppedNotFinite + b.DroppedNotFinite,
        DroppedOutOfRange = a.DroppedOutOfRange + b.DroppedOutOfRange,
        DroppedClockSkew = a.DroppedClockSkew + b.DroppedClockSkew,
        DroppedDuplicate = a.DroppedDuplicate + b.DroppedDuplicate,
        Reordered = a.Reordered + b.Reordered,
    };

    /// <summary>Both together; the operator's name.</summary>
    public static IngestCounts Add(IngestCounts left, IngestCounts right) => left + right;
}
