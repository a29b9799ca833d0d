using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Contents;

/// <summary>
/// The index as bytes: the canonical JSON (RFC 8785) of <c>{schema_version: 1, content_digest, layers: [name], roles: {name: [layer]},
/// files: [{path, mode, size, sha256, layer, blob, offset | parts | uri, tier}]}</c>, where <c>mode</c> is <c>"0644"</c> or <c>"0755"</c>,
/// <c>sha256</c>, <c>blob</c> and each of <c>parts</c> are digests, and files come in the order of <see cref="BundleIndex.Files"/>.
/// </summary>
public static class BundleIndexJson
{
    private const string Regular = "0644";
    private const string Executable = "0755";

    private static readonly string[] Places = ["blob", "parts", "uri"];

    /// <summary>The bytes of an index; equal indexes have equal bytes.</summary>
    public static byte[] ToBytes(BundleIndex index) => Rfc8785.Canonicalize(new JsonObject
    {
        ["schema_version"] = 1,
        ["content_digest"] = index.Content.ToString(),
        ["layers"] = Names(index.Layers),
        ["roles"] = new JsonObject(index.Roles.Select(role => KeyValuePair.Create<string, JsonNode?>(role.Key, Names(role.Value)))),
        ["files"] = new JsonArray([.. index.Files.Select(ToJson)]),
    });

    /// <summary>Reads an index from a registry or a cache.</summary>
    /// <exception cref="CorruptDataException">Code <c>invalid_bundle_index</c>: it is not of this form, or its digest is not of its files.</exception>
    /// <exception cref="InvalidInputException">It names what no bundle may hold: codes of <see cref="BundleIndex"/>.</exception>
    public static BundleIndex Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = StrictJson.Parse(utf8, "The index of the bundle");
            var root = document.RootElement;
            if (root.GetProperty("schema_version").GetInt32() != 1) throw Invalid("its schema_version is not 1");
            var index = new BundleIndex(
                root.GetProperty("files").EnumerateArray().Select(ToFile),
                Names(root.GetProperty("layers")),
                root.GetProperty("roles").EnumerateObject().ToDictionary(role => role.Name, role => Names(role.Value), StringComparer.Ordinal));
            var claimed = Text(root, "content_digest");
            return index.Content.ToString() == claimed ? index : throw Invalid($"it claims the content digest {claimed}, but its files have {index.Content}");
        }
        catch (Exception cause) when (cause is KeyNotFoundException or InvalidOperationException or FormatException || cause is InvalidInputException { Code: "invalid_json" or "invalid_digest" })
        {
            throw Invalid(cause.Message, cause);
        }
    }

    private static JsonObject ToJson(BundleFile file)
    {
        var json = new JsonObject
        {
            ["path"] = file.Path,
            ["mode"] = file.Executable ? Executable : Regular,
            ["size"] = file.Size,
            ["sha256"] = file.Sha256.ToString(),
            ["layer"] = file.Layer,
        };
        if (file.Place is FilePlace.InBlob(var blob, var offset)) (json["blob"], json["offset"]) = (blob.ToString(), offset);
        if (file.Place is FilePlace.InParts(var parts)) json["parts"] = Names(parts.Select(part => part.ToString()));
        if (file.Place is FilePlace.External(var uri, var tier)) (json["uri"], json["tier"]) = (uri, tier);
        return json;
    }

    private static BundleFile ToFile(JsonElement json)
    {
        var mode = Text(json, "mode");
        if (mode is not (Regular or Executable)) throw Invalid($"'{mode}' is no mode");
        return new(Text(json, "path"), mode == Executable, Count(json, "size"), Digest.Parse(Text(json, "sha256")), Text(json, "layer"), ToPlace(json));
    }

    private static FilePlace ToPlace(JsonElement json)
    {
        if (Places.Count(name => json.TryGetProperty(name, out _)) != 1)
            throw Invalid($"'{Text(json, "path")}' must have exactly one of 'blob', 'parts' and 'uri'");
        if (json.TryGetProperty("blob", out var blob)) return new FilePlace.InBlob(Digest.Parse(blob.GetString() ?? ""), Count(json, "offset"));
        if (!json.TryGetProperty("parts", out var parts)) return new FilePlace.External(Text(json, "uri"), json.GetProperty("tier").GetString());
        return parts.GetArrayLength() > 0
            ? new FilePlace.InParts([.. Names(parts).Select(Digest.Parse)])
            : throw Invalid($"'{Text(json, "path")}' has no part");
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode?)name)];

    private static IReadOnlyList<string> Names(JsonElement json) => [.. json.EnumerateArray().Select(name => name.GetString() ?? throw Invalid("a name is null"))];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw Invalid($"'{name}' is null");

    private static long Count(JsonElement json, string name) =>
        json.GetProperty(name).GetInt64() is >= 0 and var count ? count : throw Invalid($"'{name}' is negative");

    private static CorruptDataException Invalid(string reason, Exception? cause = null) =>
        new("invalid_bundle_index", $"The index of the bundle can't be used: {reason.TrimEnd('.')}.", inner: cause);
}
