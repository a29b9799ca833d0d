using System.Text.Json.Serialization;

namespace ModelOps.Cli.Simulations;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SimIdAnswer))]
[JsonSerializable(typeof(SimRunAnswer))]
[JsonSerializable(typeof(SimTasksAnswer))]
internal sealed partial class SimulationsJson : JsonSerializerContext;
