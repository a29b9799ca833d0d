namespace ModelOps.Cli.Bundles;

/// <summary>What <c>bundle add</c> did.</summary>
/// <param name="Added">Paths that are tracked now and were not before.</param>
/// <param name="Ignored">Named paths that the ignore rules exclude; not added.</param>
/// <param name="Tracked">How many paths are tracked now.</param>
internal sealed record BundleAddAnswer(IReadOnlyList<string> Added, IReadOnlyList<string> Ignored, int Tracked);
