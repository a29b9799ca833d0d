using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Observing;

/// <summary>The JSON of observations.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ObserveReport))]
public sealed partial class ObservingJson : JsonSerializerContext;
