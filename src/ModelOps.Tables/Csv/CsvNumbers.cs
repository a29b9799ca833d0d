using System.Globalization;
using System.Text;

namespace ModelOps.Tables.Csv;

/// <summary>
/// Reads numbers and truth values in the forms that Python, R, polars and this product write. Spaces around them do not count. Digits
/// after a leading zero are a code (a postal or district number), not a number.
/// </summary>
internal static class CsvNumbers
{
    private const NumberStyles Floats = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a whole number of 64 bits with sign; <c>-0</c> is a float.</summary>
    public static bool TryInt64(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        cell = cell.Trim((byte)' ');
        return IsWhole(cell) && !cell.SequenceEqual("-0"u8) && long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a whole number of 64 bits without sign.</summary>
    public static bool TryUInt64(ReadOnlySpan<byte> cell, out ulong value)
    {
        value = 0;
        cell = cell.Trim((byte)' ');
        return IsWhole(cell) && ulong.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// Reads a decimal number, with or without exponent, NaN or an infinity. A whole number must have an exact float64, so that no
    /// identifier loses its last digits; other numbers must not be beyond the range.
    /// </summary>
    public static bool TryFloat64(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        cell = cell.Trim((byte)' ');
        if (TrySpecial(cell, out value)) return true;
        var digits = cell.Length > 0 && cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        if (digits.Length == 0 || !(char.IsAsciiDigit((char)digits[0]) || digits[0] == '.') || StartsAsCode(digits)) return false;
        if (!double.TryParse(cell, Floats, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value)) return false;
        return digits.ContainsAny(".eE"u8)
            || (Int128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && (Int128)Math.Abs(value) == whole);
    }

    /// <summary>Reads true or false, whatever the letter case.</summary>
    public static bool TryBool(ReadOnlySpan<byte> cell, out bool value)
    {
        cell = cell.Trim((byte)' ');
        value = Ascii.EqualsIgnoreCase(cell, "true"u8);
        return value || Ascii.EqualsIgnoreCase(cell, "false"u8);
    }

    private static bool IsWhole(ReadOnlySpan<byte> cell)
    {
        var digits = cell.StartsWith("-"u8) ? cell[1..] : cell;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !StartsAsCode(digits);
    }

    private static bool StartsAsCode(ReadOnlySpan<byte> digits) => digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit((char)digits[1]);

    private static bool TrySpecial(ReadOnlySpan<byte> cell, out double value)
    {
        value = double.NaN;
        if (Ascii.EqualsIgnoreCase(cell, "nan"u8)) return true;
        var isNegative = cell.StartsWith("-"u8);
        var name = isNegative ? cell[1..] : cell;
        value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(name, "inf"u8) || Ascii.EqualsIgnoreCase(name, "infinity"u8);
    }
}
