using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Bundles.Failures;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Contents;

/// <summary>
/// The OCI image manifest (version 1.1) of a bundle. It holds no time, host, name or version, so that equal content packed in the same
/// way has the same digest wherever and whenever; the content digest is an annotation.
/// </summary>
public sealed class BundleManifest
{
    /// <summary>What registries take at least (OCI distribution specification 1.1, "Pushing Manifests"): 4 MiB.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The annotation with the content digest.</summary>
    public const string ContentAnnotation = "org.modelops.bundle.content";

    private static readonly byte[] NoBlob = "{}"u8.ToArray();

    private BundleManifest(byte[] bytes, BlobDescriptor index, IReadOnlyList<BlobDescriptor> blobs, Digest content) =>
        (Bytes, Index, Blobs, Content, Digest) = (bytes, index, blobs, content, Digest.Of(bytes));

    /// <summary>The blob <c>{}</c> that the manifest of a bundle without blobs lists.</summary>
    public static BlobDescriptor EmptyBlob { get; } = new(MediaTypes.Empty, Digest.Of(NoBlob), NoBlob.Length);

    /// <summary>The bytes, which the digest is of.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The manifest digest: what registries, caches and provenance name a bundle by.</summary>
    public Digest Digest { get; }

    /// <summary>The blob of the index.</summary>
    public BlobDescriptor Index { get; }

    /// <summary>The blobs of the files, each once, in the order of the first file in each.</summary>
    public IReadOnlyList<BlobDescriptor> Blobs { get; }

    /// <summary>The content digest, as the annotation says.</summary>
    public Digest Content { get; }

    /// <summary>The manifest of an index and its blobs.</summary>
    /// <exception cref="InvalidInputException">Code <c>bundle_too_large</c>: too many blobs for a manifest.</exception>
    public static BundleManifest Of(BlobDescriptor index, IReadOnlyList<BlobDescriptor> blobs, Digest content)
    {
        var bytes = Rfc8785.Canonicalize(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.Manifest,
            ["artifactType"] = MediaTypes.Bundle,
            ["config"] = ToJson(index),
            ["layers"] = new JsonArray([.. (blobs.Count > 0 ? blobs : [EmptyBlob]).Select(ToJson)]),
            ["annotations"] = new JsonObject { [ContentAnnotation] = content.ToString() },
        });
        return bytes.Length <= MaxBytes
            ? new(bytes, index, blobs, content)
            : throw new InvalidInputException(
                "bundle_too_large",
                $"The bundle has {blobs.Count} blobs, and its manifest {bytes.Length} bytes; registries take at most {MaxBytes}.",
                "Put the many files of 256 KiB and more into fewer archives, or into an object store by an external rule.");
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="UnsupportedMediaTypeException">It is something else than a bundle.</exception>
    /// <exception cref="CorruptDataException">Code <c>invalid_manifest</c>: it is a bundle's, but malformed.</exception>
    public static BundleManifest Parse(byte[] bytes)
    {
        try
        {
            using var document = StrictJson.Parse(bytes, "The manifest");
            var root = document.RootElement;
            CheckKind(root);
            var index = ToDescriptor(root.GetProperty("config"));
            var blobs = root.GetProperty("layers").EnumerateArray().Select(ToDescriptor).Where(blob => blob.MediaType != MediaTypes.Empty).ToList();
            return new(bytes, index, blobs, Digest.Parse(root.GetProperty("annotations").GetProperty(ContentAnnotation).GetString() ?? ""));
        }
        catch (Exception cause) when (cause is KeyNotFoundException or InvalidOperationException or FormatException or InvalidInputException)
        {
            throw Invalid(cause.Message.TrimEnd('.'), cause);
        }
    }

    private static void CheckKind(JsonElement root)
    {
        var mediaType = Text(root, "mediaType");
        if (mediaType == MediaTypes.ManifestList || root.TryGetProperty("manifests", out _))
            throw new UnsupportedMediaTypeException("The reference leads to an index of several manifests; a bundle is a single one.", "Name the digest of one of its manifests.");
        var kind = Text(root, "artifactType") ?? (root.TryGetProperty("config", out var config) ? Text(config, "mediaType") : null);
        if (mediaType is not (MediaTypes.Manifest or null) || kind != MediaTypes.Bundle || Text(root.GetProperty("config"), "mediaType") != MediaTypes.Index)
            throw new UnsupportedMediaTypeException($"The reference leads to '{kind ?? mediaType ?? "something without a media type"}'; expected '{MediaTypes.Bundle}'.", "Push it as a bundle first: mops bundle push.");
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonNode ToJson(BlobDescriptor blob) =>
        new JsonObject { ["mediaType"] = blob.MediaType, ["digest"] = blob.Digest.ToString(), ["size"] = blob.Size };

    private static BlobDescriptor ToDescriptor(JsonElement json)
    {
        var size = json.GetProperty("size").GetInt64();
        if (size < 0) throw Invalid("a size is negative");
        return new(Text(json, "mediaType") ?? "", Digest.Parse(Text(json, "digest") ?? ""), size);
    }

    private static CorruptDataException Invalid(string reason, Exception? cause = null) =>
        new("invalid_manifest", $"The manifest of the bundle can't be used: {reason}.", inner: cause);
}
