using System.Text.Json.Serialization;

namespace ModelOps.Cli.Bundles;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BundleInitAnswer))]
[JsonSerializable(typeof(BundleAddAnswer))]
[JsonSerializable(typeof(BundleRemoveAnswer))]
[JsonSerializable(typeof(BundleStatusAnswer))]
[JsonSerializable(typeof(ProjectPushAnswer))]
[JsonSerializable(typeof(ProjectPullAnswer))]
[JsonSerializable(typeof(ProjectDiffAnswer))]
[JsonSerializable(typeof(IReadOnlyList<BundleLogRow>))]
[JsonSerializable(typeof(BundleDiscoverAnswer))]
[JsonSerializable(typeof(BundleManifestAnswer))]
internal sealed partial class BundlesJson : JsonSerializerContext;
