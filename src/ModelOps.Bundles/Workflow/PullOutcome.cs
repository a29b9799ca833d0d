using ModelOps.Bundles.Contents;

namespace ModelOps.Bundles.Workflow;

/// <summary>What a pull did, or would do.</summary>
/// <param name="Bundle">The bundle that the tag named.</param>
/// <param name="Written">Paths that got the registry's content.</param>
/// <param name="Deleted">Paths that were removed here, since they were removed in the registry.</param>
/// <param name="Kept">Paths that differ from the registry and stay as they are here.</param>
public sealed record PullOutcome(Bundle Bundle, IReadOnlyList<BundleFile> Written, IReadOnlyList<string> Deleted, IReadOnlyList<string> Kept)
{
    /// <summary>The sizes of what was written, in bytes.</summary>
    public long Bytes => Written.Sum(file => file.Size);
}
