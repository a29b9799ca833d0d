namespace ModelOps.Contracts.Digests;

/// <summary>One file of a bundle or project folder.</summary>
/// <param name="Path">Relative to the root, forward slashes.</param>
/// <param name="Executable">Whether its owner may execute it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">The digest of its bytes.</param>
public sealed record ContentEntry(string Path, bool Executable, long Size, Digest Sha256);
