using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Csv;

/// <summary>A point in time as a cell writes it.</summary>
/// <param name="Seconds">Since 1970-01-01T00:00:00 of UTC, or of the wall clock without a zone.</param>
/// <param name="Nanoseconds">The fraction of the second, 0 to 999,999,999.</param>
/// <param name="FractionDigits">With how many digits the fraction is written, 0 to 9.</param>
/// <param name="HasZone">Whether a zone is written.</param>
internal readonly record struct CsvTimestamp(long Seconds, int Nanoseconds, int FractionDigits, bool HasZone)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The coarsest unit that holds so many fraction digits.</summary>
    public static TimeUnit UnitOf(int fractionDigits) => fractionDigits switch
    {
        0 => TimeUnit.Second,
        <= 3 => TimeUnit.Millisecond,
        <= 6 => TimeUnit.Microsecond,
        _ => TimeUnit.Nanosecond,
    };

    /// <summary>Whether 64 bits hold the count of a unit; nanoseconds reach from 1677 to 2262.</summary>
    public bool FitsIn(TimeUnit unit) => Count(unit) is var count && count >= long.MinValue && count <= long.MaxValue;

    /// <summary>The count of a unit, which holds all digits of the fraction.</summary>
    public long In(TimeUnit unit) => (long)Count(unit);

    private Int128 Count(TimeUnit unit)
    {
        var perSecond = TemporalText.UnitsPerSecond(unit);
        return (Int128)Seconds * perSecond + Nanoseconds / (NanosecondsPerSecond / perSecond);
    }
}
