using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Execution.DotNet;

/// <summary>Converts parameters between their canonical JSON and what a model is given.</summary>
internal static class ParameterJson
{
    /// <summary>Reads an object of names and values: integers as <see cref="long"/> while they fit, numbers with a point or exponent as double.</summary>
    public static Model.Parameters Read(ref Utf8JsonReader reader)
    {
        var parameters = new Model.Parameters();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            parameters[name] = reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Number(ref reader),
                _ => throw new JsonException($"Parameter '{name}' is no value."),
            };
        }
        return parameters;
    }

    /// <summary>The canonical JSON of an algorithm's proposal; a value that is no parameter's is an error that names it.</summary>
    public static string Write(Model.Parameters parameters) => new ParameterSet(
        parameters.Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Key, pair.Value)))).Canonical;

    private static object Number(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0) return reader.GetDouble();
        if (reader.TryGetInt64(out var whole)) return whole;
        return BigInteger.Parse(Encoding.ASCII.GetString(reader.ValueSpan), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static ParameterValue Value(string name, object value) => value switch
    {
        bool flag => ParameterValue.From(flag),
        string text => ParameterValue.From(text),
        double number => ParameterValue.From(number),
        float number => ParameterValue.From((double)number),
        int whole => ParameterValue.From((BigInteger)whole),
        long whole => ParameterValue.From((BigInteger)whole),
        BigInteger whole => ParameterValue.From(whole),
        _ => throw new InvalidCastException(
            $"Parameter '{name}' is {value?.GetType().Name ?? "null"}; a parameter is a truth value, an integer, a float or a text."),
    };
}
