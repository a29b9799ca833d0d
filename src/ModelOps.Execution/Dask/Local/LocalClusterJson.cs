using System.Text.Json.Serialization;

namespace ModelOps.Execution.Dask.Local;

/// <summary>The JSON forms of this folder's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, WriteIndented = true)]
[JsonSerializable(typeof(LocalClusterRequest))]
[JsonSerializable(typeof(LocalClusterStart))]
[JsonSerializable(typeof(LocalClusterState))]
internal sealed partial class LocalClusterJson : JsonSerializerContext;
