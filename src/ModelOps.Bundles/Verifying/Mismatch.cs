namespace ModelOps.Bundles.Verifying;

/// <summary>Something that is not as the bundle has it.</summary>
/// <param name="Path">The file's path in the bundle, or the digest of a blob.</param>
/// <param name="Expected">The digest and size that belong there.</param>
/// <param name="Actual">What is there: a digest and size, or <c>missing</c>, <c>unreadable</c>.</param>
public sealed record Mismatch(string Path, string Expected, string Actual);
