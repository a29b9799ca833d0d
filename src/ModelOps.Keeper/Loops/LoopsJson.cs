using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Loops;

/// <summary>The JSON of loops.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClosedLoopReport))]
[JsonSerializable(typeof(LoopMemory))]
[JsonSerializable(typeof(WatchReport))]
[JsonSerializable(typeof(WatchFailure))]
public sealed partial class LoopsJson : JsonSerializerContext;
