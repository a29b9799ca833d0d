using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>
/// The pushes and pulls of a project, <c>.modelops-bundle/log.jsonl</c>: one JSON object a line, the oldest first. A line that a killed
/// process did not finish is left out.
/// </summary>
public static class SyncLog
{
    private const string FileName = "log.jsonl";

    /// <summary>Adds one.</summary>
    /// <exception cref="OutsideException">The file can't be written.</exception>
    public static void Append(BundleProject project, SyncRecord record)
    {
        var path = Path.Combine(project.StateFolder, FileName);
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            // A new line begins after what a killed process did not finish.
            var isCut = file.Length > 0 && LastByte(file) != '\n';
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes((isCut ? "\n" : "") + ToJson(record) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
    }

    /// <summary>All of them, the newest first.</summary>
    /// <exception cref="OutsideException">The file can't be read.</exception>
    public static IReadOnlyList<SyncRecord> Read(BundleProject project)
    {
        var path = Path.Combine(project.StateFolder, FileName);
        try
        {
            return File.Exists(path) ? [.. File.ReadAllLines(path).Select(TryParse).OfType<SyncRecord>().Reverse()] : [];
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the file", path, cause);
        }
    }

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }

    private static string ToJson(SyncRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", record.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("action", record.Action == SyncAction.Push ? "push" : "pull");
            json.WriteString("reference", record.Reference);
            json.WriteString("digest", record.Digest.ToString());
            json.WriteString("content", record.Content.ToString());
            json.WriteNumber("files", record.Files);
            json.WriteNumber("bytes", record.Bytes);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static SyncRecord? TryParse(string line)
    {
        try
        {
            using var document = StrictJson.Parse(line, FileName);
            var json = document.RootElement;
            return new(
                DateTimeOffset.Parse(json.GetProperty("time").GetString()!, CultureInfo.InvariantCulture),
                json.GetProperty("action").GetString() == "push" ? SyncAction.Push : SyncAction.Pull,
                json.GetProperty("reference").GetString()!,
                Digest.Parse(json.GetProperty("digest").GetString()!),
                Digest.Parse(json.GetProperty("content").GetString()!),
                json.GetProperty("files").GetInt32())
            {
                Bytes = json.GetProperty("bytes").GetInt64(),
            };
        }
        catch (Exception fault) when (fault is InvalidInputException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            return null;
        }
    }
}
