namespace ModelOps.Cli.Bundles;

/// <summary>How a project stands to what was last pushed or pulled.</summary>
/// <param name="Project">The absolute path of the project.</param>
/// <param name="Registry">Where it is pushed to, or null.</param>
/// <param name="Tag">The tag that is meant where none is given.</param>
/// <param name="SyncedDigest">The manifest digest of the last common state, or null.</param>
/// <param name="SyncedAt">When that was, or null.</param>
/// <param name="Tracked">The tracked files in numbers.</param>
/// <param name="Files">Every path that is tracked or was in the last common state, with its state.</param>
/// <param name="Untracked">Files that could be tracked and are not.</param>
internal sealed record BundleStatusAnswer(
    string Project,
    string? Registry,
    string Tag,
    string? SyncedDigest,
    DateTimeOffset? SyncedAt,
    TrackedCounts Tracked,
    IReadOnlyList<BundleFileRow> Files,
    IReadOnlyList<string> Untracked);
