namespace ModelOps.Cli.Bundles;

/// <summary>One push or pull of a project.</summary>
/// <param name="Time">When it ended.</param>
/// <param name="Action"><c>push</c> or <c>pull</c>.</param>
/// <param name="Reference">The repository and tag.</param>
/// <param name="ManifestDigest">The bundle's manifest digest.</param>
/// <param name="ContentDigest">The identity of its files.</param>
/// <param name="Files">How many files it holds.</param>
internal sealed record BundleLogRow(DateTimeOffset Time, string Action, string Reference, string ManifestDigest, string ContentDigest, int Files)
{
    /// <summary>The sizes of the files altogether.</summary>
    public long Bytes { get; init; }
}
