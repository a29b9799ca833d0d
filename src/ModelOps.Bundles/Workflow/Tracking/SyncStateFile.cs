using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>
/// The last common state as a file, <c>.modelops-bundle/state.json</c>: <c>{last_synced_digest, last_push_digest, last_pull_digest,
/// last_synced_files: {path: digest}, last_synced_executables: [path], tags: {tag: digest}, pending_push: {tag, digest}, timestamp}</c>,
/// every key optional, as the predecessor wrote some of them.
/// </summary>
public static class SyncStateFile
{
    /// <summary>The name of the file in the state folder.</summary>
    public const string FileName = "state.json";

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the state of a project.</summary>
    /// <exception cref="CorruptDataException">Code <c>invalid_sync_state</c>: the file is damaged.</exception>
    /// <exception cref="OutsideException">It can't be read.</exception>
    public static SyncState Load(BundleProject project)
    {
        var path = Path.Combine(project.StateFolder, FileName);
        try
        {
            if (!File.Exists(path)) return SyncState.None;
            using var document = StrictJson.Parse(File.ReadAllBytes(path), $"'{path}'");
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is InvalidInputException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new CorruptDataException(
                "invalid_sync_state",
                $"'{path}' can't be used: {fault.Message}",
                "Remove the file: the next pull then compares every file with the registry, and no file here is lost.",
                fault);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the file", path, cause);
        }
    }

    /// <summary>Writes the state of a project.</summary>
    public static void Save(BundleProject project, SyncState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format)) Write(writer, state);
        AtomicFile.Write(Path.Combine(project.StateFolder, FileName), buffer.WrittenSpan);
    }

    private static SyncState Read(JsonElement root)
    {
        var executables = Property(root, "last_synced_executables") is { } list
            ? list.EnumerateArray().Select(path => path.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        var push = DigestOf(root, "last_push_digest");
        var pull = DigestOf(root, "last_pull_digest");
        return new()
        {
            Digest = DigestOf(root, "last_synced_digest") ?? push ?? pull,
            LastPush = push,
            LastPull = pull,
            Files = Digests(root, "last_synced_files").ToDictionary(file => file.Name, file => new FileVersion(file.Digest, executables.Contains(file.Name)), StringComparer.Ordinal),
            Tags = Digests(root, "tags").ToDictionary(tag => tag.Name, tag => tag.Digest, StringComparer.Ordinal),
            Pending = Property(root, "pending_push") is { } pending ? new(pending.GetProperty("tag").GetString()!, Digest.Parse(pending.GetProperty("digest").GetString()!)) : null,
            // The predecessor's times have no zone and mean UTC.
            Timestamp = Property(root, "timestamp") is { } time ? DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
        };
    }

    private static void Write(Utf8JsonWriter json, SyncState state)
    {
        json.WriteStartObject();
        WriteDigest(json, "last_synced_digest", state.Digest);
        WriteDigest(json, "last_push_digest", state.LastPush);
        WriteDigest(json, "last_pull_digest", state.LastPull);
        if (state.Pending is { } pending)
        {
            json.WriteStartObject("pending_push");
            json.WriteString("tag", pending.Tag);
            json.WriteString("digest", pending.Digest.ToString());
            json.WriteEndObject();
        }
        WriteDigests(json, "tags", state.Tags.Select(tag => (tag.Key, tag.Value)));
        WriteDigests(json, "last_synced_files", state.Files.Select(file => (file.Key, file.Value.Sha256)));
        json.WriteStartArray("last_synced_executables");
        foreach (var path in state.Files.Where(file => file.Value.Executable).Select(file => file.Key).Order(Utf8Order.Instance)) json.WriteStringValue(path);
        json.WriteEndArray();
        if (state.Timestamp is { } time) json.WriteString("timestamp", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteDigest(Utf8JsonWriter json, string name, Digest? digest)
    {
        if (digest is { } known) json.WriteString(name, known.ToString());
    }

    private static void WriteDigests(Utf8JsonWriter json, string name, IEnumerable<(string Key, Digest Digest)> digests)
    {
        json.WriteStartObject(name);
        foreach (var (key, digest) in digests.OrderBy(entry => entry.Key, Utf8Order.Instance)) json.WriteString(key, digest.ToString());
        json.WriteEndObject();
    }

    private static JsonElement? Property(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static Digest? DigestOf(JsonElement json, string name) => Property(json, name) is { } text ? Digest.Parse(text.GetString()!) : null;

    private static IEnumerable<(string Name, Digest Digest)> Digests(JsonElement json, string name) => Property(json, name) is { } map
        ? map.EnumerateObject().Select(entry => (entry.Name, Digest.Parse(entry.Value.GetString()!)))
        : [];
}
