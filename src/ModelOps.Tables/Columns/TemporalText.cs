using System.Globalization;

namespace ModelOps.Tables.Columns;

/// <summary>ISO 8601 texts of Arrow's dates and times, over their whole range; <see cref="DateTime"/> ends at the year 9999.</summary>
internal static class TemporalText
{
    private const long SecondsPerDay = 86_400;

    /// <summary>How many of a unit are in a second.</summary>
    public static long UnitsPerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };

    /// <summary>Division towards minus infinity; the remainder is never negative.</summary>
    public static (long Quotient, long Remainder) FloorDivide(long value, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder);
    }

    /// <summary><c>2024-02-29</c> for days since 1970-01-01, in the proleptic Gregorian calendar.</summary>
    public static string Date(long days)
    {
        // Eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
        var (era, dayOfEra) = FloorDivide(days + 719_468, 146_097);
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * month + 2) / 5 + 1;
        month += month < 10 ? 3 : -9;
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}");
    }

    /// <summary><c>2024-02-29T12:00:00.250</c> with as many fraction digits as the unit has.</summary>
    public static string Timestamp(long count, TimeUnit unit)
    {
        var (days, rest) = FloorDivide(count, SecondsPerDay * UnitsPerSecond(unit));
        return $"{Date(days)}T{TimeOfDay(rest, unit)}";
    }

    /// <summary><c>12:00:00.250</c>; hours go beyond 23 if the value does.</summary>
    public static string TimeOfDay(long count, TimeUnit unit)
    {
        var (seconds, fraction) = FloorDivide(count, UnitsPerSecond(unit));
        var (minutes, second) = FloorDivide(seconds, 60);
        var (hour, minute) = FloorDivide(minutes, 60);
        return string.Create(CultureInfo.InvariantCulture, $"{hour:D2}:{minute:D2}:{second:D2}{Fraction(fraction, unit)}");
    }

    /// <summary><c>PT90.250S</c>, negative ones <c>-PT0.250S</c>.</summary>
    public static string Duration(long count, TimeUnit unit)
    {
        var size = count < 0 ? (ulong)-(count + 1) + 1 : (ulong)count;
        var (seconds, fraction) = Math.DivRem(size, (ulong)UnitsPerSecond(unit));
        return string.Create(CultureInfo.InvariantCulture, $"{(count < 0 ? "-" : "")}PT{seconds}{Fraction((long)fraction, unit)}S");
    }

    private static string Fraction(long fraction, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "",
        TimeUnit.Millisecond => string.Create(CultureInfo.InvariantCulture, $".{fraction:D3}"),
        TimeUnit.Microsecond => string.Create(CultureInfo.InvariantCulture, $".{fraction:D6}"),
        _ => string.Create(CultureInfo.InvariantCulture, $".{fraction:D9}"),
    };
}
