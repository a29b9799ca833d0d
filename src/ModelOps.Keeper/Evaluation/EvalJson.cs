using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Evaluation;

/// <summary>The JSON form of evaluations.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EvalReport))]
public sealed partial class EvalJson : JsonSerializerContext;
