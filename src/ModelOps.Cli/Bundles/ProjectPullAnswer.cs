namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle pull</c> in a project of tracked files.</summary>
/// <param name="ManifestDigest">The manifest digest of what the tag names.</param>
/// <param name="ContentDigest">The identity of its files.</param>
/// <param name="Tag">The tag.</param>
/// <param name="DryRun">Whether nothing was changed.</param>
/// <param name="Written">Paths that got the registry's content, or would.</param>
/// <param name="Deleted">Paths that were removed here since they were removed there, or would be.</param>
/// <param name="Kept">Paths that differ from the registry and stay as they are here.</param>
/// <param name="Summary">All in short.</param>
internal sealed record ProjectPullAnswer(
    string ManifestDigest,
    string ContentDigest,
    string Tag,
    bool DryRun,
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Deleted,
    IReadOnlyList<string> Kept,
    BundleSummary Summary);
