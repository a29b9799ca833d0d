using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Search;

/// <summary>Reads an algorithm's options; each fault names the algorithm, the option and the value.</summary>
internal sealed class SearchOptions
{
    private readonly string _algorithm;
    private readonly IReadOnlyDictionary<string, JsonElement> _options;

    /// <param name="algorithm">The algorithm's name, for messages.</param>
    /// <param name="options">The options.</param>
    /// <param name="known">The names that the algorithm knows; another is code <c>unknown_option</c>.</param>
    public SearchOptions(string algorithm, IReadOnlyDictionary<string, JsonElement> options, params IReadOnlyCollection<string> known)
    {
        (_algorithm, _options) = (algorithm, options);
        foreach (var name in options.Keys)
        {
            if (known.Contains(name)) continue;
            var hint = known.Count == 0 ? " It has no options." : Nearest.Hint(name, known);
            throw new InvalidInputException("unknown_option", $"Algorithm '{algorithm}' has no option '{name}'.{hint}");
        }
    }

    /// <summary>An integer between two bounds, both included; null if absent.</summary>
    public int? Int(string name, int min, int max)
    {
        if (!_options.TryGetValue(name, out var json)) return null;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var value) && value >= min && value <= max
            ? value
            : throw Bad(name, json, $"an integer from {min} to {max}");
    }

    /// <summary>A number above 0 and at most <paramref name="max"/>; null if absent.</summary>
    public double? Positive(string name, double max)
    {
        if (!_options.TryGetValue(name, out var json)) return null;
        return json.ValueKind == JsonValueKind.Number && json.GetDouble() is var value && value > 0 && value <= max
            ? value
            : throw Bad(name, json, $"a number above 0 and at most {max}");
    }

    /// <summary>A truth value; false if absent.</summary>
    public bool Flag(string name)
    {
        if (!_options.TryGetValue(name, out var json)) return false;
        return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Bad(name, json, "true or false");
    }

    /// <summary>The option as it is; null if absent.</summary>
    public JsonElement? Raw(string name) => _options.TryGetValue(name, out var json) ? json : null;

    /// <summary>The error of an option's value.</summary>
    public InvalidInputException Bad(string name, JsonElement json, string expected) =>
        new("bad_option", $"Option '{name}' of algorithm '{_algorithm}' is {json.GetRawText()}; {expected} was expected.");
}
