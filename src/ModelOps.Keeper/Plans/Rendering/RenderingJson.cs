using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Plans.Rendering;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RenderReport))]
public sealed partial class RenderingJson : JsonSerializerContext;
