using System.Globalization;
using System.Text;

namespace ModelOps.Contracts.Json;

/// <summary>The pieces that RFC 8785 and the parameter identity share: string escapes and the shortest digits of a double.</summary>
internal static class JsonText
{
    /// <summary>
    /// Appends a quoted string that escapes only the quotation mark, the backslash and what is below U+0020 (RFC 8785, 3.2.2.2;
    /// Python's <c>ensure_ascii=False</c> writes the same). False if the text has a lone surrogate.
    /// </summary>
    public static bool AppendString(StringBuilder builder, string text)
    {
        builder.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
                builder.Append(text[i++]).Append(text[i]);
            }
            else
            {
                AppendCharacter(builder, text[i]);
            }
        }
        builder.Append('"');
        return true;
    }

    /// <summary>
    /// The shortest decimal digits that read back as the same double, without trailing zeros, and the exponent of the first digit:
    /// value = 0.d1d2d3... x 10^exponent. The value must be finite and positive.
    /// </summary>
    public static (string Digits, int Exponent) Shortest(double value)
    {
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var roundTrip = value.ToString("R", CultureInfo.InvariantCulture);
        var digits = new StringBuilder();
        foreach (var c in roundTrip)
        {
            if (c is 'E') break;
            if (char.IsAsciiDigit(c)) digits.Append(c);
        }
        var significant = digits.ToString().Trim('0');
        var exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        // Rounding to 17 digits can carry into the next power of ten only if the shortest digits do as well.
        return (significant, exponent);
    }

    private static void AppendCharacter(StringBuilder builder, char c)
    {
        _ = c switch
        {
            '"' => builder.Append("\\\""),
            '\\' => builder.Append("\\\\"),
            '\n' => builder.Append("\\n"),
            '\r' => builder.Append("\\r"),
            '\t' => builder.Append("\\t"),
            '\b' => builder.Append("\\b"),
            '\f' => builder.Append("\\f"),
            < ' ' => builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
            _ => builder.Append(c),
        };
    }
}
