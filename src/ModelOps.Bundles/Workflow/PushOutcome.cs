using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Transfers;
using ModelOps.Bundles.Workflow.States;

namespace ModelOps.Bundles.Workflow;

/// <summary>What a push did, or would do.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Changes">The files that differ from the last common state, by path.</param>
/// <param name="Transfer">What was sent.</param>
public sealed record PushOutcome(Bundle Bundle, IReadOnlyList<(string Path, FileState State)> Changes, PushResult Transfer)
{
    /// <summary>The sizes of the bundle's files altogether, in bytes.</summary>
    public long Bytes => Bundle.Index.Files.Sum(file => file.Size);
}
