namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle diff</c> in a project of tracked files.</summary>
/// <param name="Reference">What was compared with.</param>
/// <param name="ManifestDigest">Its manifest digest.</param>
/// <param name="IsEqual">Whether the tracked files are those of the registry.</param>
/// <param name="Changes">What differs, by path.</param>
internal sealed record ProjectDiffAnswer(string Reference, string ManifestDigest, bool IsEqual, IReadOnlyList<ProjectDiffRow> Changes);
