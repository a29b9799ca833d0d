using System.Text.Json.Nodes;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.References;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Materializing;

/// <summary>What a folder was materialised from, at <c>.mops/.mops-manifest.json</c>: canonical JSON without a time.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Reference">The reference that was resolved; <see langword="null"/> if none was.</param>
/// <param name="Role">The role; <see langword="null"/> for all layers of a bundle without roles.</param>
public sealed record Provenance(Bundle Bundle, BundleTarget? Reference, string? Role)
{
    /// <summary>Where it is.</summary>
    public const string FilePath = ".mops/.mops-manifest.json";

    /// <summary>
    /// The bytes: <c>manifest_digest</c>, <c>content_digest</c>, <c>media_type</c>, <c>ref</c> (name, version, digest, local_path, role),
    /// <c>role</c>, <c>roles</c>, and in <c>layer_indexes</c> the content digest of each layer that was written.
    /// </summary>
    public byte[] ToBytes()
    {
        var layers = Bundle.Index.FilesOf(Role).ToLookup(file => file.Layer, StringComparer.Ordinal);
        return Rfc8785.Canonicalize(new JsonObject
        {
            ["manifest_digest"] = Bundle.Manifest.Digest.ToString(),
            ["content_digest"] = Bundle.Index.Content.ToString(),
            ["media_type"] = MediaTypes.Bundle,
            ["ref"] = ToJson(Reference),
            ["role"] = Role,
            ["roles"] = new JsonObject(Bundle.Index.Roles.Select(role => KeyValuePair.Create<string, JsonNode?>(role.Key, Names(role.Value)))),
            ["layer_indexes"] = new JsonObject(Bundle.Index.LayersOf(Role).Distinct(StringComparer.Ordinal)
                .Select(layer => KeyValuePair.Create<string, JsonNode?>(layer, ContentDigest.Of(layers[layer].Select(file => file.Entry)).ToString()))),
        });
    }

    private JsonObject? ToJson(BundleTarget? reference)
    {
        var (name, version, digest) = reference switch
        {
            BundleTarget.Registry registry => (registry.Address.ToString(), registry.Tag, registry.Digest),
            BundleTarget.Layout layout => ($"oci:{layout.Path}", layout.Tag, layout.Digest),
            _ => (null, null, default(Digest?)),
        };
        return reference is null ? null : new()
        {
            ["name"] = name,
            ["version"] = version,
            ["digest"] = digest?.ToString(),
            ["local_path"] = (reference as BundleTarget.Folder)?.Path,
            ["role"] = Role,
        };
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode?)name)];
}
