using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.External;

/// <summary>What an object store knows of an object, without reading it.</summary>
/// <param name="Size">In bytes; 0 where no digest was recorded.</param>
/// <param name="Sha256">The digest that was recorded when it was written; <see langword="null"/> if none was.</param>
public sealed record ExternalFile(long Size, Digest? Sha256);
