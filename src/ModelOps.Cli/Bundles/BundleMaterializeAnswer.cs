using ModelOps.Bundles.Materializing;

namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle materialize</c> and <c>pull</c>.</summary>
/// <param name="ManifestDigest">The bundle's manifest digest.</param>
/// <param name="Dest">The folder.</param>
/// <param name="Role">The role; null for all layers of a bundle without roles.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="MaterializedFiles">Every file and pointer.</param>
/// <param name="TotalFiles">How many these are.</param>
/// <param name="TotalBytesWritten">The bytes that were written.</param>
/// <param name="ExternalPointers">How many pointers there are.</param>
/// <param name="Summary">All in short.</param>
internal sealed record BundleMaterializeAnswer(
    string ManifestDigest,
    string Dest,
    string? Role,
    IReadOnlyList<string> Layers,
    IReadOnlyList<MaterializedEntry> MaterializedFiles,
    int TotalFiles,
    long TotalBytesWritten,
    int ExternalPointers,
    BundleSummary Summary)
{
    /// <summary>The answer for what was done.</summary>
    public static BundleMaterializeAnswer Of(MaterializeResult result, string folder, BundleSummary summary) => new(
        result.Digest.ToString(),
        folder,
        result.Role,
        result.Layers,
        [.. result.Files.Select(file => new MaterializedEntry(file.Path, file.Action.ToString().ToLowerInvariant(), file.Size, file.IsPointer ? "pointer" : "file"))],
        result.Files.Count,
        result.BytesWritten,
        result.Files.Count(file => file.IsPointer),
        summary);
}
