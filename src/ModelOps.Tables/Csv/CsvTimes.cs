using System.Globalization;

namespace ModelOps.Tables.Csv;

/// <summary>
/// Reads dates and times of RFC 3339, years 0001 to 9999, with T or a space between them. Spaces around them do not count. A time
/// without a zone is that of the wall clock.
/// </summary>
internal static class CsvTimes
{
    private const int DateLength = 10;
    private const int SecondsLength = 19;
    private const int MaximumFractionDigits = 9;
    private const long SecondsPerDay = 86_400;

    /// <summary>The number of 1970-01-01 in <see cref="DateOnly.DayNumber"/>.</summary>
    public static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Reads <c>2024-02-29</c>.</summary>
    public static bool TryDate(ReadOnlySpan<byte> cell, out DateOnly date)
    {
        date = default;
        cell = cell.Trim((byte)' ');
        if (cell.Length != DateLength || cell[4] != '-' || cell[7] != '-') return false;
        if (!TryNumber(cell[..4], out var year) || !TryNumber(cell[5..7], out var month) || !TryNumber(cell[8..], out var day)) return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new(year, month, day);
        return true;
    }

    /// <summary>Reads <c>2024-02-29T12:00:00.25+01:00</c>; fraction and zone may be absent. A leap second is none.</summary>
    public static bool TryTimestamp(ReadOnlySpan<byte> cell, out CsvTimestamp timestamp)
    {
        timestamp = default;
        cell = cell.Trim((byte)' ');
        if (cell.Length < SecondsLength || cell[DateLength] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
        if (!TryDate(cell[..DateLength], out var date) || !TryClock(cell[(DateLength + 1)..SecondsLength], out var seconds)) return false;
        var rest = cell[SecondsLength..];
        if (!TryFraction(ref rest, out var nanoseconds, out var digits) || !TryZone(rest, out var offset, out var hasZone)) return false;
        var total = (date.DayNumber - EpochDay) * SecondsPerDay + seconds - offset;
        timestamp = new(total, nanoseconds, digits, hasZone);
        return true;
    }

    private static bool TryClock(ReadOnlySpan<byte> clock, out int seconds)
    {
        seconds = 0;
        if (clock[2] != ':' || clock[5] != ':') return false;
        if (!TryNumber(clock[..2], out var hour) || !TryNumber(clock[3..5], out var minute) || !TryNumber(clock[6..], out var second)) return false;
        seconds = (hour * 60 + minute) * 60 + second;
        return hour < 24 && minute < 60 && second < 60;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out int nanoseconds, out int digits)
    {
        (nanoseconds, digits) = (0, 0);
        if (!rest.StartsWith("."u8)) return true;
        var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = end < 0 ? rest.Length - 1 : end;
        if (digits is 0 or > MaximumFractionDigits || !TryNumber(rest.Slice(1, digits), out nanoseconds)) return false;
        for (var i = digits; i < MaximumFractionDigits; i++) nanoseconds *= 10;
        rest = rest[(1 + digits)..];
        return true;
    }

    private static bool TryZone(ReadOnlySpan<byte> rest, out int seconds, out bool hasZone)
    {
        seconds = 0;
        hasZone = rest.Length > 0;
        if (rest.Length == 0 || rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8)) return true;
        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':') return false;
        if (!TryNumber(rest[1..3], out var hours) || !TryNumber(rest[4..], out var minutes) || hours > 23 || minutes > 59) return false;
        seconds = (hours * 60 + minutes) * 60 * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
