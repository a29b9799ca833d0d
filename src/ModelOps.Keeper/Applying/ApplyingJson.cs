using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Applying;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApplyReport))]
public sealed partial class ApplyingJson : JsonSerializerContext;
