using System.Text.Json.Serialization;

namespace ModelOps.Cli.Bundles;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BundleInitAnswer))]
[JsonSerializable(typeof(BundleAddAnswer))]
[JsonSerializable(typeof(BundleRemoveAnswer))]
[JsonSerializable(typeof(BundleStatusAnswer))]
internal sealed partial class BundlesJson : JsonSerializerContext;
