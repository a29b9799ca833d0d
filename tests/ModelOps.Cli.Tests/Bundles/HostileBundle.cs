using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>A folder in the OCI image layout with a bundle that this product would never push: digests fit, names or sizes don't.</summary>
internal sealed class HostileBundle
{
    private readonly string _folder;
    private readonly List<(string Path, string Text)> _files = [];
    private byte[] _pack = [];

    public HostileBundle(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    /// <summary>What is added to the offset of every file.</summary>
    public long Shift { get; init; }

    /// <summary>What the manifest says that it is.</summary>
    public string ArtifactType { get; init; } = MediaTypes.Bundle;

    /// <summary>Adds a file under any name.</summary>
    public HostileBundle Add(string path, string text)
    {
        _files.Add((path, text));
        return this;
    }

    /// <summary>Writes it under the tag <c>bad</c>.</summary>
    public void Write()
    {
        _pack = Encoding.UTF8.GetBytes(string.Concat(_files.Select(file => file.Text)));
        var content = ContentDigest.Of(_files.Select(file => new ContentEntry(file.Path, false, file.Text.Length, Of(file.Text)))).ToString();
        var index = Blob(Index(content));
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.Manifest,
            ["artifactType"] = ArtifactType,
            ["config"] = Descriptor(MediaTypes.Index, index),
            ["layers"] = new JsonArray(Descriptor(MediaTypes.Pack, Blob(_pack))),
            ["annotations"] = new JsonObject { [BundleManifest.ContentAnnotation] = content },
        };
        var entry = Descriptor(MediaTypes.Manifest, Blob(Encoding.UTF8.GetBytes(manifest.ToJsonString())));
        entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = "bad" };
        var list = new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(entry) };
        File.WriteAllText(Path.Combine(_folder, "index.json"), list.ToJsonString());
    }

    private byte[] Index(string content)
    {
        var offset = 0L;
        var files = new JsonArray();
        foreach (var (path, text) in _files.OrderBy(file => file.Path, Utf8Order.Instance))
        {
            files.Add(new JsonObject
            {
                ["path"] = path,
                ["mode"] = "0644",
                ["size"] = text.Length,
                ["sha256"] = Of(text).ToString(),
                ["layer"] = "code",
                ["blob"] = Of(Encoding.UTF8.GetString(_pack)).ToString(),
                ["offset"] = offset + Shift,
            });
            offset += text.Length;
        }
        var index = new JsonObject { ["schema_version"] = 1, ["content_digest"] = content, ["layers"] = new JsonArray("code"), ["roles"] = new JsonObject(), ["files"] = files };
        return Encoding.UTF8.GetBytes(index.ToJsonString());
    }

    private byte[] Blob(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "blobs", "sha256", Digest.Of(bytes).Hex), bytes);
        return bytes;
    }

    private static JsonObject Descriptor(string mediaType, byte[] bytes) =>
        new() { ["mediaType"] = mediaType, ["digest"] = Digest.Of(bytes).ToString(), ["size"] = bytes.Length };

    private static Digest Of(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));
}
