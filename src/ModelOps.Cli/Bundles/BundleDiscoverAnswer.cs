namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle discover</c>.</summary>
/// <param name="Models">The models, or those that were chosen.</param>
/// <param name="Warnings">What could not be read.</param>
/// <param name="Saved">The ids that were added to <c>pyproject.toml</c>; null if that was not asked for.</param>
internal sealed record BundleDiscoverAnswer(IReadOnlyList<DiscoveredRow> Models, IReadOnlyList<string> Warnings, IReadOnlyList<string>? Saved);
