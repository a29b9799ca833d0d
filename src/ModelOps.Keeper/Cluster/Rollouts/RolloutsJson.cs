using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RollbackPlan))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class RolloutsJson : JsonSerializerContext;
