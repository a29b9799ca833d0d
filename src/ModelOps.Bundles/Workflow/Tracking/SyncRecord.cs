using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>One push or pull of a project.</summary>
/// <param name="Time">When it ended.</param>
/// <param name="Action">What it was.</param>
/// <param name="Reference">The repository and tag or digest.</param>
/// <param name="Digest">The manifest digest.</param>
/// <param name="Content">The content digest.</param>
/// <param name="Files">How many files the bundle holds.</param>
public sealed record SyncRecord(DateTimeOffset Time, SyncAction Action, string Reference, Digest Digest, Digest Content, int Files)
{
    /// <summary>The size of the files altogether, in bytes.</summary>
    public long Bytes { get; init; }
}
