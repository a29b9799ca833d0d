using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Provenance;

/// <summary>The JSON of provenance.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PolicyBundle))]
public sealed partial class ProvenanceJson : JsonSerializerContext;
