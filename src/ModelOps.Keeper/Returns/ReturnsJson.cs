using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Returns;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RoiEstimateReport))]
[JsonSerializable(typeof(RoiReport))]
public sealed partial class ReturnsJson : JsonSerializerContext;
