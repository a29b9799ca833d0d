namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle promote</c>.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Channel">The channel.</param>
/// <param name="ManifestDigest">What it names now.</param>
/// <param name="Previous">What it named before, or null.</param>
/// <param name="Actor">Who promoted.</param>
/// <param name="Reason">Why.</param>
/// <param name="Record">The file in which that is recorded.</param>
internal sealed record BundlePromoteAnswer(
    string Repository, string Channel, string ManifestDigest, string? Previous, string Actor, string Reason, string Record);
