using System.Buffers.Text;
using System.Text;

namespace ModelOps.Keeper.Telemetry.Fields;

/// <summary>Numbers as rows write them.</summary>
public static class NumberText
{
    // Up to 2^53 a mantissa is a double without rounding, and so is each of these powers: one multiplication or division rounds once, so
    // that the result is the nearest double (W. D. Clinger, How to read floating point numbers accurately, 1990).
    private const ulong ExactMantissa = 1UL << 53;
    private const int MostDigits = 18;

    private static readonly double[] Powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <summary>
    /// Reads a decimal number that is the whole text: digits with a sign, a point and an exponent as wanted, or <c>nan</c>, <c>inf</c>,
    /// <c>infinity</c> in any case. A number beyond the largest double is infinite.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value)
    {
        var length = Scan(utf8, out value);
        if (length > 0 && length == utf8.Length) return true;
        return TryParseSlowly(utf8, out value);
    }

    /// <summary>Reads as much of the text as is a JSON number (RFC 8259, 6) without an exponent and with at most 18 digits.</summary>
    /// <param name="utf8">Begins with the number.</param>
    /// <param name="value">The nearest double.</param>
    /// <returns>Its length; 0 if there is none, or one that this way can't read.</returns>
    internal static int Scan(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        var negative = utf8 is [(byte)'-', ..];
        var first = negative ? 1 : 0;
        var (at, mantissa) = (first, 0UL);
        for (; at < utf8.Length && (uint)(utf8[at] - '0') <= 9 && at < first + MostDigits; at++) mantissa = mantissa * 10 + (uint)(utf8[at] - '0');
        var whole = at - first;
        if (whole == 0 || (whole > 1 && utf8[first] == '0')) return 0;
        var decimals = 0;
        if (at < utf8.Length && utf8[at] == '.')
        {
            for (at++; at < utf8.Length && (uint)(utf8[at] - '0') <= 9 && whole + decimals < MostDigits; at++, decimals++) mantissa = mantissa * 10 + (uint)(utf8[at] - '0');
            if (decimals == 0) return 0;
        }
        if (mantissa > ExactMantissa || (at < utf8.Length && Continues(utf8[at]))) return 0;
        value = mantissa / Powers[decimals];
        if (negative) value = -value;
        return at;
    }

    private static bool Continues(byte next) => (uint)(next - '0') <= 9 || next is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-';

    private static bool TryParseSlowly(ReadOnlySpan<byte> utf8, out double value)
    {
        if (Utf8Parser.TryParse(utf8, out value, out var used) && used == utf8.Length) return true;
        var sign = utf8 is [(byte)'-', ..] ? -1 : 1;
        var word = utf8 is [(byte)'-' or (byte)'+', .. var rest] ? rest : utf8;
        value = Ascii.EqualsIgnoreCase(word, "nan") ? double.NaN : sign * double.PositiveInfinity;
        return double.IsNaN(value) || Ascii.EqualsIgnoreCase(word, "inf") || Ascii.EqualsIgnoreCase(word, "infinity");
    }
}
