namespace ModelOps.Cli.Bundles;

/// <summary>The tracked files of a project in numbers.</summary>
/// <param name="Files">How many paths are tracked.</param>
/// <param name="Bytes">The sizes of those that are there altogether.</param>
/// <param name="Changed">How many differ from the last common state.</param>
internal sealed record TrackedCounts(int Files, long Bytes, int Changed);
