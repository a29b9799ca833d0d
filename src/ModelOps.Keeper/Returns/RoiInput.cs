using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Returns;

/// <summary>A report that another command wrote.</summary>
/// <param name="Path">Its file, absolute.</param>
/// <param name="Found">Whether it is there.</param>
/// <param name="SchemaVersion">What it says of its form; null if it is not there or doesn't say.</param>
public sealed record RoiInput(string Path, bool Found, string? SchemaVersion)
{
    private JsonElement _report;

    /// <summary>Reads the report if it is there.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="required">Whether it must be there: it was named.</param>
    /// <exception cref="InvalidInputException">It must be there and isn't, or is no JSON object (code <c>invalid_report</c>).</exception>
    public static RoiInput Read(string path, bool required)
    {
        if (!required && !File.Exists(path)) return new(path, false, null);
        using var document = StrictJson.Parse(InputFile.Read(path), path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException("invalid_report", $"'{path}' is not a report: it is no JSON object.");
        var input = new RoiInput(path, true, null) { _report = document.RootElement.Clone() };
        return input with { SchemaVersion = input.Text("schema_version") };
    }

    /// <summary>A text of the report; null if it has none there.</summary>
    internal string? Text(params ReadOnlySpan<string> path) => At(path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number of the report; null if it has none there.</summary>
    internal long? Whole(params ReadOnlySpan<string> path) =>
        At(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>True or false of the report; null if it has neither there.</summary>
    internal bool? Flag(params ReadOnlySpan<string> path) => At(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    private JsonElement? At(ReadOnlySpan<string> path)
    {
        var value = _report;
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value;
    }
}
