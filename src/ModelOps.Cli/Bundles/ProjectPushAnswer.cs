namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle push</c> in a project of tracked files.</summary>
/// <param name="ManifestDigest">The bundle's manifest digest.</param>
/// <param name="ContentDigest">The identity of its files.</param>
/// <param name="Tag">The tag that names it.</param>
/// <param name="UpToDate">Whether the tag named it before.</param>
/// <param name="DryRun">Whether nothing was sent.</param>
/// <param name="Changes">The files that differ from the last push or pull.</param>
/// <param name="BlobsSent">How many blobs were sent, or would be.</param>
/// <param name="BytesSent">Their bytes.</param>
/// <param name="BlobsPresent">How many blobs the registry had already.</param>
/// <param name="Summary">All in short.</param>
internal sealed record ProjectPushAnswer(
    string ManifestDigest,
    string ContentDigest,
    string Tag,
    bool UpToDate,
    bool DryRun,
    IReadOnlyList<BundleFileRow> Changes,
    int BlobsSent,
    long BytesSent,
    int BlobsPresent,
    BundleSummary Summary);
