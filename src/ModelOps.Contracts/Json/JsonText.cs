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
        // .NET writes the shortest digits as "0.00012", "120" or "1.2E-05". The exponent is read from the same text: a text of more
        // digits can lie below a power of ten that the shortest ones round up to, as 9.9999999999999992e22 below 1e23.
        var text = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = text[0].IndexOf('.', StringComparison.Ordinal);
        var digits = text[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        var exponent = (point < 0 ? digits.Length : point) - (digits.Length - significant.Length);
        if (text.Length > 1) exponent += int.Parse(text[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (significant.TrimEnd('0'), exponent);
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
