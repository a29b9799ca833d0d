using System.Text.Json.Serialization;

namespace ModelOps.Cli.Keeper.Policies;

/// <summary>The JSON of policies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PoliciesAnswer))]
[JsonSerializable(typeof(ProposalsAnswer))]
internal sealed partial class PoliciesJson : JsonSerializerContext;
