using System.Text.Json.Serialization;

namespace ModelOps.Cli.Clusters;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckoutAnswer))]
[JsonSerializable(typeof(LocalClusterAnswer))]
[JsonSerializable(typeof(LocalDownAnswer))]
internal sealed partial class ClustersJson : JsonSerializerContext;
