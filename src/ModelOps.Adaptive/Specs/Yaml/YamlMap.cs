using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ModelOps.Adaptive.Specs.Yaml;

/// <summary>
/// A mapping of a spec that remembers which keys were read, so that <see cref="RejectUnknown"/> finds the others. Every error is an
/// <see cref="InvalidInputException"/> with file, line and the path of the key.
/// </summary>
internal sealed partial class YamlMap
{
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly string _file;
    private readonly string _path;
    private readonly YamlMappingNode _node;

    /// <param name="file">The file, for messages.</param>
    /// <param name="path">The path of the mapping in it, empty for the whole document.</param>
    /// <param name="node">The mapping. A key that is no text, or is there twice (also once quoted), is refused.</param>
    public YamlMap(string file, string path, YamlMappingNode node)
    {
        (_file, _path, _node) = (file, path, node);
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name }) throw Error(key, null, "a key must be a text");
            if (!_values.TryAdd(name, value)) throw Error(key, name, "the key is there twice");
        }
    }

    /// <summary>The keys, in the order of the file.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <summary>Whether a key is there with a value other than null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A mapping, or <see langword="null"/> where the key is absent.</summary>
    public YamlMap? Map(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode map => new(_file, PathOf(key), map),
        var other => throw Error(other, key, "expected a mapping of keys and values"),
    };

    /// <summary>A mapping that must be there.</summary>
    public YamlMap NeededMap(string key) => Map(key) ?? throw Missing(key);

    /// <summary>A list of mappings; empty where the key is absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. Items(key).Select((item, index) => item is YamlMappingNode map
        ? new YamlMap(_file, $"{PathOf(key)}[{index}]", map)
        : throw Error(item, key, "expected a list of mappings"))];

    /// <summary>A list of texts; empty where the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(item => item is YamlScalarNode { Value: { } text }
        ? text
        : throw Error(item, key, "expected a list of names"))];

    /// <summary>A list of parameter values; empty where the key is absent.</summary>
    public IReadOnlyList<ParameterValue> Values(string key) => [.. Items(key).Select(item => ToValue(item, key))];

    /// <summary>A parameter value that must be there: quoted texts stay texts.</summary>
    public ParameterValue NeededValue(string key) => ToValue(Find(key) ?? throw Missing(key), key);

    /// <summary>A text, or <see langword="null"/> where the key is absent.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw Error(other, key, "expected a text"),
    };

    /// <summary>A text that must be there.</summary>
    public string NeededText(string key) => Text(key) ?? throw Missing(key);

    /// <summary>A whole number in a range, or <see langword="null"/> where the key is absent.</summary>
    public long? Integer(string key, long min, long max)
    {
        if (Find(key) is not { } found) return null;
        var value = found is YamlScalarNode { Style: ScalarStyle.Plain } ? ToValue(found, key).Value : null;
        return value is BigInteger whole && whole >= min && whole <= max
            ? (long)whole
            : throw Error(found, key, (min, max) switch
            {
                (long.MinValue, long.MaxValue) => "expected a whole number",
                (_, long.MaxValue) => $"expected a whole number from {min}",
                _ => $"expected a whole number from {min} to {max}",
            });
    }

    /// <summary>An unsigned 64-bit number, plain or quoted, or <see langword="null"/> where the key is absent.</summary>
    public ulong? Unsigned(string key)
    {
        if (Find(key) is not { } found) return null;
        return found is YamlScalarNode scalar && ulong.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error(found, key, "expected a whole number from 0 to 2^64-1");
    }

    /// <summary>A finite number, or <see langword="null"/> where the key is absent.</summary>
    public double? Number(string key)
    {
        if (Find(key) is not { } found) return null;
        var value = found is YamlScalarNode { Style: ScalarStyle.Plain } ? ToValue(found, key) : null;
        return value is { IsNumber: true } && double.IsFinite(value.ToDouble(key)) ? value.ToDouble(key) : throw Error(found, key, "expected a number");
    }

    /// <summary>A truth value, or <see langword="null"/> where the key is absent.</summary>
    public bool? Flag(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Value: "true" or "True" or "TRUE" } => true,
        YamlScalarNode { Value: "false" or "False" or "FALSE" } => false,
        var other => throw Error(other, key, "expected true or false"),
    };

    /// <summary>The values of a free mapping as JSON; floats keep their point.</summary>
    public IReadOnlyDictionary<string, JsonElement> Objects(string key) => Map(key) is { } map
        ? map.Keys.ToDictionary(name => name, name => ToJson(map.Find(name), name), StringComparer.Ordinal)
        : new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>One of some words, or <see langword="null"/> where the key is absent.</summary>
    public string? Choice(string key, params IReadOnlyList<string> words)
    {
        var text = Text(key);
        return text is null || words.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Error(Find(key)!, key, $"expected one of {string.Join(", ", words)}");
    }

    /// <summary>A part of the spec that this program passes on and does not read.</summary>
    public void Accept(params IReadOnlyList<string> keys) => _known.UnionWith(keys);

    /// <summary>Refuses keys that nothing read, naming the nearest known one; code <c>unknown_key</c>.</summary>
    public void RejectUnknown()
    {
        foreach (var key in _node.Children.Keys)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (!_known.Contains(name))
                throw new InvalidInputException("unknown_key", $"{_file}:{key.Start.Line}: unknown key '{PathOf(name)}'.{Nearest.Hint(name, _known)}");
        }
    }

    /// <summary>The error of a key's value; it names file, line and the key's path, then what is wrong.</summary>
    public InvalidInputException Error(string key, string problem, string code = "invalid_spec") =>
        Find(key) is { } found ? Error(found, key, problem, code) : Error(_node, key, problem, code);

    /// <summary>Runs what validates values by itself and adds file, line and path to its message unless it has them.</summary>
    public T Checked<T>(string key, Func<T> validate)
    {
        try
        {
            return validate();
        }
        catch (InvalidInputException fault) when (!fault.Message.StartsWith($"{_file}:", StringComparison.Ordinal))
        {
            throw new InvalidInputException(fault.Code, $"{_file}:{(Find(key) ?? _node).Start.Line}: {PathOf(key)}: {fault.Message}", fault.Remedy, fault);
        }
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        var found = _values.GetValueOrDefault(key);
        return found is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } ? null : found;
    }

    private YamlSequenceNode Items(string key) => Find(key) switch
    {
        null => new(),
        YamlSequenceNode list => list,
        var other => throw Error(other, key, "expected a list"),
    };

    private JsonElement ToJson(YamlNode? found, string key)
    {
        using var document = JsonDocument.Parse(JsonTextOf(found, key));
        return document.RootElement.Clone();
    }

    private string JsonTextOf(YamlNode? found, string key) => found switch
    {
        null => "null",
        YamlSequenceNode list => $"[{string.Join(',', list.Select(item => JsonTextOf(item, key)))}]",
        YamlMappingNode map => $"{{{string.Join(',', map.Select(pair => $"{ParameterValue.From(pair.Key.ToString()).Canonical}:{JsonTextOf(pair.Value, key)}"))}}}",
        _ => ToValue(found, key).Canonical,
    };

    // The core schema of YAML 1.2 (10.3.2), decimal numbers only.
    private ParameterValue ToValue(YamlNode found, string key)
    {
        if (found is not YamlScalarNode { Value: { } text } scalar) throw Error(found, key, "expected a number, a text, true or false");
        if (scalar.Style != ScalarStyle.Plain) return ParameterValue.From(text);
        if (text is "true" or "True" or "TRUE") return ParameterValue.From(true);
        if (text is "false" or "False" or "FALSE") return ParameterValue.From(false);
        if (WholeNumber().IsMatch(text)) return ParameterValue.From(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (!FloatNumber().IsMatch(text)) return ParameterValue.From(text);
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? ParameterValue.From(number) : throw Error(found, key, $"{text} is beyond the range of a double");
    }

    private InvalidInputException Error(YamlNode place, string? key, string problem, string code = "invalid_spec")
    {
        var got = place is YamlScalarNode { Value: { } text } ? $", got '{text}'" : "";
        return new(code, $"{_file}:{place.Start.Line}: {(key is null ? _path : PathOf(key))}: {problem}{got}.");
    }

    // A misspelled key shows as the right one missing.
    private InvalidInputException Missing(string key)
    {
        var hint = Nearest.To(key, Keys.Where(name => !_known.Contains(name))) is { } near ? $" Is it written '{near}'?" : "";
        return new("missing_key", $"{_file}:{_node.Start.Line}: {PathOf(key)} is missing.{hint}");
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    [GeneratedRegex(@"\A[-+]?[0-9]{1,400}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FloatNumber();
}
