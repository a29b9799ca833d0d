namespace ModelOps.Keeper.Telemetry;

/// <summary>Why a row is not used; <see cref="IngestCounts"/> says what each means.</summary>
public enum DropReason
{
    /// <summary>No JSON.</summary>
    InvalidJson,

    /// <summary>JSON, but no object; a CSV row of another width.</summary>
    InvalidShape,

    /// <summary>No usable time or step time.</summary>
    MissingFields,

    /// <summary>Not UTF-8.</summary>
    InvalidText,

    /// <summary>Longer than the reader takes.</summary>
    TooLong,

    /// <summary>NaN or infinite.</summary>
    NotFinite,

    /// <summary>A number that cannot be.</summary>
    OutOfRange,

    /// <summary>From the future.</summary>
    ClockSkew,

    /// <summary>A repetition.</summary>
    Duplicate,
}
