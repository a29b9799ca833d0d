namespace ModelOps.Tables.Columns;

/// <summary>The unit that a time, timestamp or duration counts. The numbers are those of Arrow's Schema.fbs.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Milliseconds.</summary>
    Millisecond,

    /// <summary>Microseconds.</summary>
    Microsecond,

    /// <summary>Nanoseconds.</summary>
    Nanosecond,
}
