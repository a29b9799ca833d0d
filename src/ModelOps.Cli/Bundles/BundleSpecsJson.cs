using System.Text.Json.Serialization;

namespace ModelOps.Cli.Bundles;

/// <summary>The JSON forms of the answers of the way that a spec drives.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BundleScanAnswer))]
[JsonSerializable(typeof(BundlePlanAnswer))]
[JsonSerializable(typeof(BundleResolveAnswer))]
[JsonSerializable(typeof(BundleMaterializeAnswer))]
[JsonSerializable(typeof(BundlePushAnswer))]
[JsonSerializable(typeof(BundleDiffAnswer))]
[JsonSerializable(typeof(BundleVerifyAnswer))]
[JsonSerializable(typeof(ArchiveAnswer))]
[JsonSerializable(typeof(BundleGcAnswer))]
[JsonSerializable(typeof(BundlePromoteAnswer))]
internal sealed partial class BundleSpecsJson : JsonSerializerContext;
