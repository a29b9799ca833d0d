using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Licensing;

/// <summary>The JSON form of this folder's report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LicenseVerifyReport))]
public sealed partial class LicensingJson : JsonSerializerContext;
