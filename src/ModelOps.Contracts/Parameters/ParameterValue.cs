using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Contracts.Parameters;

/// <summary>
/// The value of one parameter: a truth value, an integer of any size, a finite float or a text. The integer 1, the float 1.0,
/// true and "1" are four different values, and -0.0 is not 0.0: two values are equal if their canonical texts are.
/// </summary>
public sealed class ParameterValue : IEquatable<ParameterValue>
{
    // Of a float none: it is as long as the number, and there are as many as trials.
    private readonly string? _canonical;

    private ParameterValue(object value, string? canonical)
    {
        Value = value;
        _canonical = canonical;
    }

    /// <summary>A <see cref="bool"/>, <see cref="BigInteger"/>, <see cref="double"/> or <see cref="string"/>.</summary>
    public object Value { get; }

    /// <summary>The compact JSON text that enters the parameter identity, as Python's <c>json.dumps(ensure_ascii=False)</c> writes it.</summary>
    public string Canonical => _canonical ?? PythonRepr((double)Value);

    /// <summary>Whether the value is an integer or a float.</summary>
    public bool IsNumber => Value is BigInteger or double;

    /// <summary>A truth value.</summary>
    public static ParameterValue From(bool value) => new(value, value ? "true" : "false");

    /// <summary>An integer.</summary>
    public static ParameterValue From(BigInteger value) => new(value, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A finite float; NaN and infinities are code <c>non_finite</c>.</summary>
    public static ParameterValue From(double value) => double.IsFinite(value)
        ? new(value, canonical: null)
        : throw new InvalidInputException("non_finite", $"Non-finite float not allowed: {PythonName(value)}");

    /// <summary>A text; half of a surrogate pair is code <c>lone_surrogate</c>.</summary>
    public static ParameterValue From(string value)
    {
        var builder = new StringBuilder();
        return JsonText.AppendString(builder, value)
            ? new(value, builder.ToString())
            : throw new InvalidInputException("lone_surrogate", "A text holds half of a surrogate pair, which UTF-8 cannot carry.");
    }

    /// <summary>
    /// The value of a JSON token: a number with a point or an exponent is a float, another an integer. Null, arrays and objects are
    /// code <c>invalid_parameter_type</c>.
    /// </summary>
    public static ParameterValue From(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => From(true),
        JsonValueKind.False => From(false),
        JsonValueKind.String => From(json.GetString()!),
        JsonValueKind.Number => FromNumber(json.GetRawText()),
        JsonValueKind.Null => throw InvalidType(name, "null"),
        JsonValueKind.Array => throw InvalidType(name, "a list"),
        _ => throw InvalidType(name, "an object"),
    };

    /// <summary>The number as a double (an integer beyond 2^53 rounds); a truth value or text is code <c>not_a_number</c>.</summary>
    public double ToDouble(string name) => Value switch
    {
        double number => number,
        BigInteger whole => (double)whole,
        _ => throw new InvalidInputException("not_a_number", $"Parameter '{name}' is {Canonical}, not a number."),
    };

    /// <inheritdoc />
    public bool Equals(ParameterValue? other) => other is not null && Canonical == other.Canonical;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ParameterValue);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <summary>The canonical text.</summary>
    public override string ToString() => Canonical;

    private static ParameterValue FromNumber(string raw) => raw.AsSpan().IndexOfAny(".eE") >= 0
        ? From(double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture))
        : From(BigInteger.Parse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    // Python's repr of a float: fixed notation for exponents from -4 up to 16, else scientific with at least two exponent digits.
    private static string PythonRepr(double value)
    {
        if (value == 0) return double.IsNegative(value) ? "-0.0" : "0.0";
        if (value < 0) return "-" + PythonRepr(-value);
        var (digits, exponent) = JsonText.Shortest(value);
        if (exponent is > -4 and <= 0) return "0." + new string('0', -exponent) + digits;
        if (exponent is > 0 and <= 16)
            return digits.Length <= exponent ? digits.PadRight(exponent, '0') + ".0" : digits[..exponent] + "." + digits[exponent..];
        var power = (exponent - 1).ToString("+00;-00", CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{digits}e{power}" : $"{digits[..1]}.{digits[1..]}e{power}";
    }

    private static string PythonName(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    private static InvalidInputException InvalidType(string name, string type) => new(
        "invalid_parameter_type",
        $"Parameter '{name}' is {type}; a parameter is a truth value, an integer, a float or a text.");
}
