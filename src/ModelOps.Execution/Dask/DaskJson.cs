using System.Text.Json.Serialization;

namespace ModelOps.Execution.Dask;

/// <summary>The JSON payloads between the engine and its bridge, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BridgeOpen))]
[JsonSerializable(typeof(BridgeReady))]
[JsonSerializable(typeof(BridgeFault))]
[JsonSerializable(typeof(LostBatch))]
[JsonSerializable(typeof(BatchDetail))]
internal sealed partial class DaskJson : JsonSerializerContext;
