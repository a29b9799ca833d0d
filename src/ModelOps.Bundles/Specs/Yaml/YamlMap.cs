using System.Globalization;
using System.Text.RegularExpressions;
using ModelOps.Contracts.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ModelOps.Bundles.Specs.Yaml;

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

    /// <summary>Whether a key is there with a value other than null and the empty text.</summary>
    public bool HasContent(string key) => Find(key) is not (null or YamlScalarNode { Value: "" });

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
    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(item => item is YamlScalarNode { Value: { Length: > 0 } text }
        ? text
        : throw Error(item, key, "expected a list of texts"))];

    /// <summary>A text, or <see langword="null"/> where the key is absent. What YAML takes for a number is none.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } number when Number().IsMatch(text) =>
            throw Error(number, key, "expected a text, and YAML takes this for a number: quote it"),
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw Error(other, key, "expected a text"),
    };

    /// <summary>A text that must be there.</summary>
    public string NeededText(string key) => Text(key) ?? throw Missing(key);

    /// <summary>Where the value of a key, which must be there, stands in the text: its first character, and the one after its last.</summary>
    public (int Start, int End) PlaceOf(string key)
    {
        var value = Find(key) ?? throw Missing(key);
        return ((int)value.Start.Index, (int)value.End.Index);
    }

    /// <summary>A number of bytes, at least the given one, or <see langword="null"/> where the key is absent.</summary>
    public long? Bytes(string key, long min)
    {
        if (Find(key) is not { } found) return null;
        return found is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            && long.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min
            ? number
            : throw Error(found, key, $"expected a whole number of bytes from {min}");
    }

    /// <summary>One of some words, or <see langword="null"/> where the key is absent.</summary>
    public string? Choice(string key, params IReadOnlyList<string> words)
    {
        var text = Text(key);
        return text is null || words.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Error(key, $"expected {(words.Count > 1 ? "one of " : "")}{string.Join(", ", words)}");
    }

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
    public InvalidInputException Error(string key, string problem) => Find(key) is { } found ? Error(found, key, problem) : Error(_node, key, problem);

    /// <summary>The error of a missing key.</summary>
    // A misspelled key shows as the right one missing.
    public InvalidInputException Missing(string key)
    {
        var hint = Nearest.To(key, Keys.Where(name => !_known.Contains(name))) is { } near ? $" Is it written '{near}'?" : "";
        return new("missing_key", $"{_file}:{_node.Start.Line}: {PathOf(key)} is missing.{hint}");
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

    private InvalidInputException Error(YamlNode place, string? key, string problem)
    {
        var got = place is YamlScalarNode { Value: { } text } ? $", got '{text}'" : "";
        return new("invalid_spec", $"{_file}:{place.Start.Line}: {(key is null ? _path : PathOf(key))}: {problem}{got}.");
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
