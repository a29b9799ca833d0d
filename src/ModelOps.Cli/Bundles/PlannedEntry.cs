namespace ModelOps.Cli.Bundles;

/// <summary>Where a file of a plan goes.</summary>
/// <param name="Path">From the spec's folder.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Decision"><c>registry</c> or <c>external</c>.</param>
/// <param name="Uri">Its address in an object store, or null.</param>
/// <param name="Tier">Its tier there, or null.</param>
/// <param name="Reason">Why.</param>
internal sealed record PlannedEntry(string Path, long Size, string Layer, string Decision, string? Uri, string? Tier, string Reason);
