namespace ModelOps.Cli.Bundles;

/// <summary>A file that a spec takes.</summary>
/// <param name="Path">From the spec's folder.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">The digest of its bytes.</param>
/// <param name="Executable">Whether its owner may execute it.</param>
internal sealed record ScannedFile(string Path, long Size, string Sha256, bool Executable);
