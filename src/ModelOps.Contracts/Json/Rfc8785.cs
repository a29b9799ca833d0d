using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Json;

/// <summary>The JSON canonicalization scheme of RFC 8785, for the digests of specs, plans and records.</summary>
public static class Rfc8785
{
    // 2^53, up to which every integer is a double.
    private const double ExactLimit = 9007199254740992;
    private const string ExactLimitDigits = "9007199254740992";

    /// <summary>The canonical UTF-8 bytes of a JSON value.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>not_canonical</c>: a number that a double cannot hold exactly as written (an integer beyond 2^53, an overflow), or a
    /// string with a lone surrogate.
    /// </exception>
    public static byte[] Canonicalize(JsonNode? value) => Canonicalize(JsonSerializer.SerializeToElement(value, NodeContext.Default.JsonNode!));

    /// <inheritdoc cref="Canonicalize(JsonNode?)" />
    public static byte[] Canonicalize(JsonElement value)
    {
        var builder = new StringBuilder();
        try
        {
            Append(builder, value);
        }
        catch (InvalidOperationException fault)
        {
            // What System.Text.Json throws for a text that it can't decode.
            throw new InvalidInputException("not_canonical", "A string holds half of a surrogate pair, which UTF-8 cannot carry.", inner: fault);
        }
        return Encoding.UTF8.GetBytes(builder.ToString());
    }

    private static void Append(StringBuilder builder, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(builder, value);
                break;
            case JsonValueKind.Array:
                AppendArray(builder, value);
                break;
            case JsonValueKind.String:
                AppendString(builder, value.GetString()!);
                break;
            case JsonValueKind.Number:
                builder.Append(Number(value));
                break;
            default:
                builder.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder builder, JsonElement value)
    {
        builder.Append('{');
        var first = true;
        // RFC 8785, 3.2.3: names in the order of their UTF-16 code units, which is .NET's ordinal order.
        foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (!first) builder.Append(',');
            first = false;
            AppendString(builder, property.Name);
            builder.Append(':');
            Append(builder, property.Value);
        }
        builder.Append('}');
    }

    private static void AppendArray(StringBuilder builder, JsonElement value)
    {
        builder.Append('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first) builder.Append(',');
            first = false;
            Append(builder, item);
        }
        builder.Append(']');
    }

    private static void AppendString(StringBuilder builder, string text)
    {
        if (!JsonText.AppendString(builder, text))
            throw new InvalidInputException("not_canonical", "A string holds half of a surrogate pair, which UTF-8 cannot carry.");
    }

    private static string Number(JsonElement value)
    {
        var number = value.GetDouble();
        var raw = value.GetRawText();
        var whole = raw.AsSpan().IndexOfAny(".eE") < 0;
        // 2^53 + 1 rounds to 2^53, so that the digits decide.
        var rounded = Math.Abs(number) > ExactLimit || (Math.Abs(number) == ExactLimit && raw.TrimStart('-') != ExactLimitDigits);
        if (!double.IsFinite(number) || (whole && rounded))
            throw new InvalidInputException("not_canonical", $"The number {raw} has no exact double; write it as a string.");
        return Format(number);
    }

    /// <summary>ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20), which RFC 8785, 3.2.2.3 prescribes. The value must be finite.</summary>
    public static string Format(double number)
    {
        if (number == 0) return "0";
        if (number < 0) return "-" + Format(-number);
        var (digits, exponent) = JsonText.Shortest(number);
        if (exponent is > 0 and <= 21)
        {
            return digits.Length <= exponent
                ? digits.PadRight(exponent, '0')
                : digits[..exponent] + "." + digits[exponent..];
        }
        if (exponent is > -6 and <= 0) return "0." + new string('0', -exponent) + digits;
        var power = (exponent - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{digits}e{power}" : $"{digits[..1]}.{digits[1..]}e{power}";
    }
}
