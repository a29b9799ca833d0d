using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>
/// A push that was begun. It is noted before the tag is set, so that whoever repeats a push that was killed is not told that somebody else
/// moved the tag.
/// </summary>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">What it was to name.</param>
public sealed record PendingPush(string Tag, Digest Digest);
