using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Durability.Files;

namespace ModelOps.Keeper.Reports;

/// <summary>
/// <c>explain.jsonl</c>: why the commands that wrote to a folder did what they did. One JSON object a line with <c>ts</c> (RFC 3339, UTC,
/// microseconds), <c>event</c> and <c>payload</c>; lines are only ever appended, each in one write.
/// </summary>
/// <param name="path">The file, made with its first line.</param>
/// <param name="time">The clock.</param>
public sealed class ExplainLog(string path, TimeProvider time)
{
    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's absolute path.</summary>
    public string Path => path;

    /// <summary>Appends a line.</summary>
    /// <param name="name">The event, such as <c>observe_start</c>.</param>
    /// <param name="payload">What there is to know; the object must belong to no other.</param>
    /// <exception cref="Contracts.Errors.OutsideException">The file can't be written.</exception>
    public void Add(string name, JsonObject payload)
    {
        var line = new JsonObject
        {
            ["ts"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture),
            ["event"] = name,
            ["payload"] = payload,
        };
        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(line.ToJsonString(Layout) + "\n"));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
    }
}
