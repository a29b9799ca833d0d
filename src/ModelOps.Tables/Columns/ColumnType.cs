namespace ModelOps.Tables.Columns;

/// <summary>The logical type of a column.</summary>
/// <param name="Kind">What the values are.</param>
/// <param name="Unit">The unit of a time, timestamp or duration; seconds, without meaning, for other kinds.</param>
/// <param name="Zone">The zone of a timestamp as written (<c>UTC</c>, <c>Europe/Oslo</c>, <c>+02:00</c>); null for wall-clock time.</param>
/// <param name="Item">The kind of a list's items; null for other kinds.</param>
public sealed record ColumnType(ColumnKind Kind, TimeUnit Unit = TimeUnit.Second, string? Zone = null, ColumnKind? Item = null)
{
    /// <summary>Whether the values are integers or floats; truth values are not.</summary>
    public bool IsNumber => Kind is >= ColumnKind.Int8 and <= ColumnKind.Float64;

    /// <summary>Whether the values are integers.</summary>
    public bool IsInteger => Kind is >= ColumnKind.Int8 and <= ColumnKind.UInt64;

    /// <summary>Whether the values are dates, times, timestamps or durations.</summary>
    public bool IsTemporal => Kind is >= ColumnKind.Date32 and <= ColumnKind.Duration;

    /// <summary>The bytes of one value of a fixed-width kind; 0 for null, bool, texts, bytes and lists.</summary>
    public int Width => Kind switch
    {
        ColumnKind.Int8 or ColumnKind.UInt8 => 1,
        ColumnKind.Int16 or ColumnKind.UInt16 or ColumnKind.Float16 => 2,
        ColumnKind.Int32 or ColumnKind.UInt32 or ColumnKind.Float32 or ColumnKind.Date32 or ColumnKind.Time32 => 4,
        ColumnKind.Int64 or ColumnKind.UInt64 or ColumnKind.Float64 or ColumnKind.Date64 or ColumnKind.Time64
            or ColumnKind.Timestamp or ColumnKind.Duration => 8,
        _ => 0,
    };

    /// <summary>The name for people: <c>int64</c>, <c>timestamp[us, UTC]</c>, <c>list[float64]</c>.</summary>
    public override string ToString() => Kind switch
    {
        ColumnKind.List => $"list[{NameOf(Item ?? ColumnKind.Null)}]",
        ColumnKind.Timestamp when Zone is not null => $"timestamp[{Symbol}, {Zone}]",
        ColumnKind.Timestamp or ColumnKind.Duration or ColumnKind.Time32 or ColumnKind.Time64 => $"{NameOf(Kind)}[{Symbol}]",
        _ => NameOf(Kind),
    };

    private string Symbol => Unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };

    private static string NameOf(ColumnKind kind) => kind.ToString().ToLowerInvariant();
}
