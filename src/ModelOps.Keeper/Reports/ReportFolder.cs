using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Keeper.Reports;

/// <summary>
/// The folder that a command was given with <c>--out</c>: its reports, whole or not there, and its explanations. A report is JSON with keys in
/// ordinal order, two spaces of indentation, ASCII only and no line feed at its end.
/// </summary>
public sealed class ReportFolder
{
    private const string Stamp = "yyyyMMdd_HHmmss";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    private readonly TimeProvider _time;

    private ReportFolder(string path, TimeProvider time)
    {
        (Path, _time) = (path, time);
        Explanations = new(File("explain.jsonl"), time);
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>The explanations of all commands that wrote here.</summary>
    public ExplainLog Explanations { get; }

    /// <summary>Opens the folder and makes it if it isn't there.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="time">The clock of the reports' names and the explanations.</param>
    /// <exception cref="OutsideException">The folder can't be made.</exception>
    public static ReportFolder Open(string path, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("make the folder", path, cause);
        }
        return new(path, time);
    }

    /// <summary>The absolute path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a report twice: as <c>PREFIX_yyyyMMdd_HHmmss.json</c> (UTC) and as the latest one.</summary>
    /// <returns>The path of the latest one.</returns>
    public string Write<T>(string prefix, string latest, T report, JsonTypeInfo<T> type)
    {
        var text = Text(report, type);
        AtomicFile.Write(File($"{prefix}_{_time.GetUtcNow().ToString(Stamp, CultureInfo.InvariantCulture)}.json"), text);
        AtomicFile.Write(File(latest), text);
        return File(latest);
    }

    /// <summary>Writes one file; <see cref="Text"/> says how it looks.</summary>
    /// <returns>Its path.</returns>
    public string Write<T>(string name, T report, JsonTypeInfo<T> type)
    {
        AtomicFile.Write(File(name), Text(report, type));
        return File(name);
    }

    /// <summary>Writes one text file whole.</summary>
    /// <returns>Its path.</returns>
    public string WriteText(string name, string text)
    {
        AtomicFile.Write(File(name), text);
        return File(name);
    }

    /// <summary>The text of a report.</summary>
    public static string Text<T>(T report, JsonTypeInfo<T> type) =>
        Sorted(JsonSerializer.SerializeToNode(report, type))?.ToJsonString(Layout) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject record => new JsonObject(record.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
