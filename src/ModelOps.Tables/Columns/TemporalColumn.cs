namespace ModelOps.Tables.Columns;

/// <summary>A column of dates, times of day, timestamps or durations.</summary>
internal sealed class TemporalColumn(string name, ColumnType type, ReadOnlyMemory<byte> values, int rows, Validity validity)
    : FixedWidthColumn(name, type, values, rows, validity)
{
    private const long MillisecondsPerDay = 86_400_000;

    public override long GetInt64(int row) => IsNull(row) ? throw Missing(row) : At(row);

    public override ReadOnlySpan<T> GetValues<T>() =>
        typeof(T) == (Type.Width == sizeof(int) ? typeof(int) : typeof(long)) ? Cast<T>() : base.GetValues<T>();

    public override object? GetValue(int row) => Display(row);

    public override string? Display(int row) => IsNull(row) ? null : Type.Kind switch
    {
        ColumnKind.Date32 => TemporalText.Date(At(row)),
        ColumnKind.Date64 => TemporalText.Date(Day(At(row))),
        ColumnKind.Timestamp => TemporalText.Timestamp(At(row), Type.Unit) + (Type.Zone is null ? "" : "Z"),
        ColumnKind.Duration => TemporalText.Duration(At(row), Type.Unit),
        _ => TemporalText.TimeOfDay(At(row), Type.Unit),
    };

    public override CellKey GetKey(int row)
    {
        if (IsNull(row)) return CellKey.Null;
        var count = At(row);
        return Type.Kind switch
        {
            ColumnKind.Date32 => new(CellKind.Date, count, null),
            ColumnKind.Date64 => new(CellKind.Date, Day(count), null),
            ColumnKind.Timestamp => new(Type.Zone is null ? CellKind.WallClock : CellKind.Instant, Nanoseconds(count), null),
            ColumnKind.Duration => new(CellKind.Duration, Nanoseconds(count), null),
            _ => new(CellKind.Time, Nanoseconds(count), null),
        };
    }

    private protected override Column With(string name, ReadOnlyMemory<byte> values, int rows, Validity validity) =>
        new TemporalColumn(name, Type, values, rows, validity);

    private static long Day(long milliseconds) => TemporalText.FloorDivide(milliseconds, MillisecondsPerDay).Quotient;

    private Int128 Nanoseconds(long count) =>
        (Int128)count * (TemporalText.UnitsPerSecond(TimeUnit.Nanosecond) / TemporalText.UnitsPerSecond(Type.Unit));

    private long At(int row) => Type.Width == sizeof(int) ? Cast<int>()[row] : Cast<long>()[row];
}
