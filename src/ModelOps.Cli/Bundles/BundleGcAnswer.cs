namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle gc</c>.</summary>
/// <param name="RemovedBundles">How many bundles went.</param>
/// <param name="FreedBytes">The bytes that became free; files that other bundles need stay.</param>
internal sealed record BundleGcAnswer(int RemovedBundles, long FreedBytes);
