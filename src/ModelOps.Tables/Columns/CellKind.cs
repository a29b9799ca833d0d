namespace ModelOps.Tables.Columns;

/// <summary>The families of values that never equal each other as join keys.</summary>
public enum CellKind
{
    /// <summary>A missing value.</summary>
    Null,

    /// <summary>A truth value, 0 or 1.</summary>
    Bool,

    /// <summary>An integer of any width and sign.</summary>
    Integer,

    /// <summary>A float of any width.</summary>
    Float,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A day, counted from 1970-01-01.</summary>
    Date,

    /// <summary>A time of day in nanoseconds.</summary>
    Time,

    /// <summary>A timestamp in nanoseconds since 1970-01-01T00:00:00 UTC.</summary>
    Instant,

    /// <summary>A timestamp without a zone, in nanoseconds since 1970-01-01T00:00:00 of the wall clock.</summary>
    WallClock,

    /// <summary>A span of time in nanoseconds.</summary>
    Duration,
}
