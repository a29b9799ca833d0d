using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Materializing;

/// <summary>
/// A pointer to an external file, at <c>.mops/ptr/PATH.json</c>: canonical JSON, no newline, the same bytes whenever it is written.
/// </summary>
/// <param name="File">The file; its place is external.</param>
/// <param name="IsFulfilled">Whether the file itself is at its path, too.</param>
public sealed record PointerFile(BundleFile File, bool IsFulfilled)
{
    /// <summary>The folder of pointers in a materialised bundle.</summary>
    public const string Folder = ".mops/ptr";

    // No time of this machine: the same bundle gives the same pointers.
    private const string CreatedAt = "1970-01-01T00:00:00Z";
    private const string Extension = ".json";

    /// <summary>Where the pointer of a path is.</summary>
    public static string PathOf(string path) => $"{Folder}/{path}{Extension}";

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        var place = (FilePlace.External)File.Place;
        return Rfc8785.Canonicalize(new JsonObject
        {
            ["schema_version"] = 1,
            ["uri"] = place.Uri,
            ["sha256"] = File.Sha256.Hex,
            ["size"] = File.Size,
            ["tier"] = place.Tier,
            ["created_at"] = CreatedAt,
            ["fulfilled"] = IsFulfilled,
            ["local_path"] = IsFulfilled ? File.Path : null,
            ["original_path"] = File.Path,
            ["layer"] = File.Layer,
        });
    }

    /// <summary>Reads a pointer; <see langword="null"/> if it is malformed.</summary>
    public static PointerFile? TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = StrictJson.Parse(bytes, "The pointer");
            var json = document.RootElement;
            if (!Digest.TryParse("sha256:" + Text(json, "sha256"), out var sha256)) return null;
            var place = new FilePlace.External(Text(json, "uri"), json.GetProperty("tier").GetString());
            // The executable bit is the index's matter.
            var file = new BundleFile(Text(json, "original_path"), Executable: false, json.GetProperty("size").GetInt64(), sha256, Text(json, "layer"), place);
            return new(file, json.GetProperty("fulfilled").GetBoolean());
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException or InvalidInputException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
