using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VerifyReport))]
public sealed partial class VerificationJson : JsonSerializerContext;
