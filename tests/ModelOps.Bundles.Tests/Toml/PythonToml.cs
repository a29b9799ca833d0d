using System.Globalization;
using System.Text.Json.Nodes;
using ModelOps.Bundles.Toml;
using ModelOps.Connectors.Processes;

namespace ModelOps.Bundles.Tests.Toml;

/// <summary>Python's own reader of TOML as judge of ours.</summary>
internal static class PythonToml
{
    /// <summary>What Python reads of each text, in the form of <see cref="Tagged"/>; <see langword="null"/> where it refuses it.</summary>
    public static async Task<JsonArray> ReadAsync(IEnumerable<string> texts)
    {
        var request = new JsonArray([.. texts.Select(text => (JsonNode?)text)]).ToJsonString();
        using var python = ChildProcess.Start(new("python3", [Path.Combine(AppContext.BaseDirectory, "Toml", "read_toml.py")]));
        using var answer = new MemoryStream();
        var reading = python.Output.CopyToAsync(answer);
        await using (var input = new StreamWriter(python.Input)) await input.WriteAsync(request);
        await reading;
        (await python.Exit).ShouldBe(0, python.ErrorTail);
        return JsonNode.Parse(answer.ToArray())!.AsArray();
    }

    /// <summary>A value with its type, keys sorted by code points.</summary>
    public static JsonNode Tagged(object value) => value switch
    {
        TomlTable table => new JsonObject(table.Keys.Order(StringComparer.Ordinal).Select(key => KeyValuePair.Create(key, (JsonNode?)Tagged(table[key]!)))),
        TomlArray array => new JsonArray([.. array.Items.Select(Tagged)]),
        bool flag => $"bool {(flag ? "true" : "false")}",
        long number => string.Create(CultureInfo.InvariantCulture, $"int {number}"),
        double number => $"float {Hex(number)}",
        TomlMoment moment => $"moment {moment}",
        _ => $"text {value}",
    };

    // Python's float.hex().
    private static string Hex(double number)
    {
        if (double.IsNaN(number)) return "nan";
        var bits = BitConverter.DoubleToInt64Bits(number);
        var sign = bits < 0 ? "-" : "";
        if (double.IsInfinity(number)) return sign + "inf";
        if (number == 0) return sign + "0x0.0p+0";
        var (exponent, mantissa) = ((int)((bits >> 52) & 0x7FF), bits & 0xFFFFFFFFFFFFF);
        return exponent == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}0x0.{mantissa:x13}p-1022")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}0x1.{mantissa:x13}p{exponent - 1023:+0;-0;+0}");
    }
}
