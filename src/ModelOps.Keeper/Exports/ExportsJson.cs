using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Exports;

/// <summary>The JSON form of manifests.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BundleManifest))]
public sealed partial class ExportsJson : JsonSerializerContext;
