namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle push</c>.</summary>
/// <param name="ManifestDigest">The bundle's manifest digest.</param>
/// <param name="ContentDigest">The identity of its files.</param>
/// <param name="Tags">The tags that name it.</param>
/// <param name="BlobsSent">How many blobs were sent, or would be.</param>
/// <param name="BytesSent">Their bytes.</param>
/// <param name="BlobsPresent">How many blobs the registry had already.</param>
/// <param name="ExternalFiles">How many files are in object stores.</param>
/// <param name="DryRun">Whether nothing was sent.</param>
/// <param name="Summary">All in short.</param>
internal sealed record BundlePushAnswer(
    string ManifestDigest,
    string ContentDigest,
    IReadOnlyList<string> Tags,
    int BlobsSent,
    long BytesSent,
    int BlobsPresent,
    int ExternalFiles,
    bool DryRun,
    BundleSummary Summary);
