namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle diff</c> between two bundles.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The second.</param>
/// <param name="IsEqual">Whether they hold the same files.</param>
/// <param name="Changes">What differs: added, then modified, then removed, each by path.</param>
internal sealed record BundleDiffAnswer(string From, string To, bool IsEqual, IReadOnlyList<DiffEntry> Changes);
