using System.Globalization;
using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Documents;

/// <summary>The fields of an object in a document that a person wrote, while it is read: what is wrong is collected, and the reading goes on.</summary>
/// <param name="value">The object.</param>
/// <param name="place">Where it is in the document, such as <c>chords[2].</c>; empty for the document itself.</param>
/// <param name="errors">Where errors go: sentences that begin with the place.</param>
internal sealed class DocumentFields(JsonElement value, string place, List<string> errors)
{
    /// <summary>Makes an error of every field that is not among the known ones.</summary>
    public void AllowOnly(IReadOnlyCollection<string> known)
    {
        foreach (var field in value.EnumerateObject().Where(field => !known.Contains(field.Name)))
            Refuse(field.Name, "is an unknown field", Nearest.Hint(field.Name, known).TrimStart());
    }

    /// <summary>A text with characters in it; empty after an error.</summary>
    public string Text(string field)
    {
        if (Has(field, out var text) && text.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetString())) return text.GetString()!;
        Refuse(field, "is not a text with characters in it");
        return "";
    }

    /// <summary>A list of different known names.</summary>
    /// <param name="field">The field.</param>
    /// <param name="known">The names; <see langword="null"/> allows all.</param>
    /// <param name="kind">What is named, for messages: "knob".</param>
    public IReadOnlyList<string> Names(string field, IReadOnlyCollection<string>? known, string kind)
    {
        if (!Has(field, out var list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            Refuse(field, "is not a list of texts");
            return [];
        }
        var names = list.EnumerateArray().Select(item => item.GetString()!).ToList();
        foreach (var name in names.Where(name => known?.Contains(name) == false))
            Refuse(field, $"names an unknown {kind} '{name}'", Nearest.Hint(name, known!).TrimStart());
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            Refuse(field, $"names '{twice.Key}' twice");
        return names;
    }

    /// <summary>A whole number between bounds; <see langword="null"/> if it is not there, or after an error.</summary>
    /// <param name="field">The field.</param>
    /// <param name="unit">What it counts, for messages: "milliseconds".</param>
    /// <param name="min">The smallest.</param>
    /// <param name="max">The largest.</param>
    /// <param name="required">Whether it must be there.</param>
    public long? Whole(string field, string unit, long min, long max, bool required = false)
    {
        if (!Has(field, out var number))
        {
            if (required) Refuse(field, "is missing");
            return null;
        }
        if (number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var whole) && whole >= min && whole <= max) return whole;
        var range = max == int.MaxValue ? $"from {min}" : string.Create(CultureInfo.InvariantCulture, $"from {min} to {max}");
        Refuse(field, $"is {Shown(number)}; it is a whole number of {unit} {range}");
        return null;
    }

    /// <summary>True or false; false if it is not there, or after an error.</summary>
    public bool Flag(string field)
    {
        if (!Has(field, out var flag)) return false;
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Refuse(field, "is neither true nor false");
        return flag.ValueKind == JsonValueKind.True;
    }

    /// <summary>An object inside; <see langword="null"/> if it is not there, or after an error.</summary>
    public DocumentFields? Inner(string field, bool required = false)
    {
        if (!Has(field, out var inner))
        {
            if (required) Refuse(field, "is missing");
            return null;
        }
        if (inner.ValueKind == JsonValueKind.Object) return new(inner, $"{place}{field}.", errors);
        Refuse(field, "is not an object");
        return null;
    }

    /// <summary>The names of the fields that are there.</summary>
    public IReadOnlyList<string> FieldNames => [.. value.EnumerateObject().Select(entry => entry.Name)];

    /// <summary>Collects an error of a field.</summary>
    public void Refuse(string field, string fault, string hint = "") => errors.Add($"{place}{field} {fault}. {hint}".TrimEnd());

    private bool Has(string field, out JsonElement found) => value.TryGetProperty(field, out found);

    private static string Shown(JsonElement number) => number.GetRawText() is { Length: <= 40 } text ? text : "something else";
}
