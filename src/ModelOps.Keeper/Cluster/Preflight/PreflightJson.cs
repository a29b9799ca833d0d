using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Cluster.Preflight;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PreflightReport))]
public sealed partial class PreflightJson : JsonSerializerContext;
