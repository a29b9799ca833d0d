namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle manifest</c>.</summary>
/// <param name="Path">The manifest.</param>
/// <param name="BundleDigest">The digest of the models' files as they are.</param>
/// <param name="Models">How many models there are.</param>
/// <param name="Files">How many files they have.</param>
/// <param name="UpToDate">Whether the manifest says so now.</param>
/// <param name="Before">The digest that it had when the command began, or <c>unreadable</c>; null if there was none.</param>
internal sealed record BundleManifestAnswer(string Path, string BundleDigest, int Models, int Files, bool UpToDate, string? Before);
