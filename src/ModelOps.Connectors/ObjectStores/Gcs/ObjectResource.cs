using System.Globalization;
using System.Text.Json;

namespace ModelOps.Connectors.ObjectStores.Gcs;

/// <summary>What is read of the JSON interface's object resource. Its 64-bit numbers are texts.</summary>
internal sealed record ObjectResource(long Size, string Generation, string? StorageClass, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Reads a resource; throws what System.Text.Json throws for another shape.</summary>
    public static ObjectResource Parse(JsonElement json) => new(
        long.Parse(json.GetProperty("size").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
        json.GetProperty("generation").GetString()!,
        json.TryGetProperty("storageClass", out var storageClass) ? storageClass.GetString() : null,
        json.TryGetProperty("metadata", out var metadata)
            ? metadata.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "", StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>A value of the custom metadata.</summary>
    public string? Metadata(string name) => Values.GetValueOrDefault(name);
}
