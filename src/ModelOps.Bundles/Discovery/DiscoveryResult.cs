namespace ModelOps.Bundles.Discovery;

/// <summary>What a project's source has.</summary>
/// <param name="Models">The models, by file and line.</param>
/// <param name="Warnings">What could not be read.</param>
public sealed record DiscoveryResult(IReadOnlyList<DiscoveredModel> Models, IReadOnlyList<DiscoveryWarning> Warnings);
