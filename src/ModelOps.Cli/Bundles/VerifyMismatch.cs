namespace ModelOps.Cli.Bundles;

/// <summary>Something that is not as the bundle has it.</summary>
/// <param name="Path">The file's path, or the digest of a blob.</param>
/// <param name="Expected">The digest and size that belong there.</param>
/// <param name="Actual">What is there.</param>
internal sealed record VerifyMismatch(string Path, string Expected, string Actual);
