namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle scan</c>.</summary>
/// <param name="Name">The bundle's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Spec">The absolute path of the spec.</param>
/// <param name="ContentDigest">The identity of its files.</param>
/// <param name="Layers">The layers in the order of the spec.</param>
internal sealed record BundleScanAnswer(string Name, string Version, string Spec, string ContentDigest, IReadOnlyList<ScannedLayer> Layers);
