using System.Text.Json.Serialization;

namespace ModelOps.Execution.Environments;

/// <summary>Reads the answers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EnvironmentAnswer))]
internal sealed partial class EnvironmentJson : JsonSerializerContext;
