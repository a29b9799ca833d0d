using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Passports.Observed;

/// <summary>The JSON forms of this folder's files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ObserveMaxReport))]
[JsonSerializable(typeof(Passport))]
public sealed partial class ObservedJson : JsonSerializerContext;
