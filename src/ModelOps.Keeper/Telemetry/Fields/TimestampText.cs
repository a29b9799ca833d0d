namespace ModelOps.Keeper.Telemetry.Fields;

/// <summary>Times as rows write them.</summary>
public static class TimestampText
{
    // A number above this is milliseconds since 1970, else seconds: as milliseconds it is March 1973, as seconds the year 5138.
    private const double LargestSeconds = 1e11;
    private const int MsPerSecond = 1000;
    private const int MsPerMinute = 60 * MsPerSecond;

    // yyyy-MM-ddTHH:mm
    private const int ShortestIso = 16;

    /// <summary>Reads ISO 8601 in its extended form (a space may stand for the T; without a zone it is UTC), or a number since 1970.</summary>
    /// <param name="utf8">The text, without spaces around it.</param>
    /// <param name="milliseconds">Since 1970, UTC, to the nearest below; finer digits are dropped.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out long milliseconds) =>
        TryParseIso(utf8, out milliseconds) || (NumberText.TryParse(utf8, out var number) && TryConvert(number, out milliseconds));

    /// <summary>Reads a number of seconds (with a fraction) or, above 1e11, of milliseconds since 1970.</summary>
    /// <param name="number">The number.</param>
    /// <param name="milliseconds">To the nearest; a number that no time can be becomes the largest or smallest.</param>
    /// <returns>False for NaN.</returns>
    public static bool TryConvert(double number, out long milliseconds)
    {
        var exact = Math.Round(number > LargestSeconds ? number : number * MsPerSecond);
        // Saturates, so that nonsense is out of range rather than some time.
        milliseconds = double.IsNaN(exact) ? 0 : (long)exact;
        return !double.IsNaN(exact);
    }

    private static bool TryParseIso(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length < ShortestIso || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':') return false;
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute) = (Digits(text[11..13]), Digits(text[14..16]));
        // 23:59:60 is a leap second; it counts as the next one's first.
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59) return false;
        if (!TryParseSeconds(text[ShortestIso..], out var secondsMs, out var zone) || !TryParseZone(zone, out var zoneMs)) return false;
        var days = Days(year, month, day);
        milliseconds = ((days * 24 + hour) * 60 + minute) * MsPerMinute + secondsMs - zoneMs;
        return true;
    }

    private static bool TryParseSeconds(ReadOnlySpan<byte> text, out int milliseconds, out ReadOnlySpan<byte> rest)
    {
        milliseconds = 0;
        rest = text;
        if (text is not [(byte)':', ..]) return true;
        var seconds = text.Length < 3 ? -1 : Digits(text[1..3]);
        if (seconds is < 0 or > 60) return false;
        milliseconds = seconds * MsPerSecond;
        rest = text[3..];
        if (rest is not [(byte)'.' or (byte)',', ..]) return true;
        var (at, weight) = (1, MsPerSecond / 10);
        for (; at < rest.Length && (uint)(rest[at] - '0') <= 9; at++, weight /= 10) milliseconds += weight * (rest[at] - '0');
        rest = rest[at..];
        return at > 1;
    }

    // Z, +hh, +hhmm, +hh:mm or nothing.
    private static bool TryParseZone(ReadOnlySpan<byte> text, out int milliseconds)
    {
        milliseconds = 0;
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z']) return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':')) return false;
        var (hours, minutes) = (Digits(text[1..3]), text.Length == 3 ? 0 : Digits(text[^2..]));
        milliseconds = (hours * 60 + minutes) * MsPerMinute * (text[0] == '-' ? -1 : 1);
        return hours is >= 0 and < 24 && minutes is >= 0 and < 60;
    }

    // Days since 1970-01-01 of the proleptic Gregorian calendar.
    private static long Days(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    // -1 if one of them is no digit.
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if ((uint)(digit - '0') > 9) return -1;
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
