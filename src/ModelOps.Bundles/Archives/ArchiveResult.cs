using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Archives;

/// <summary>An archive that was written or read.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Sha256">The digest of the uncompressed archive.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Bytes">Its uncompressed size in bytes.</param>
public sealed record ArchiveResult(string Path, Digest Sha256, int Files, long Bytes);
