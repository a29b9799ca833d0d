using System.Text.Json.Serialization;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SafetyGatesAnswer))]
[JsonSerializable(typeof(DemoAnswer))]
internal sealed partial class DemosJson : JsonSerializerContext;
