using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Comparing;

/// <summary>A file that differs.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Before">What it was; <see langword="null"/> if it was not there.</param>
/// <param name="After">What it is; <see langword="null"/> if it is not there.</param>
public sealed record FileChange(string Path, ContentEntry? Before, ContentEntry? After);
