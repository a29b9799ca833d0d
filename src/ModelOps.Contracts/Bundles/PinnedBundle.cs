using ModelOps.Contracts.Digests;

namespace ModelOps.Contracts.Bundles;

/// <summary>A bundle whose content is known.</summary>
/// <param name="Reference">What names the same content from any folder, as long as it is there: an absolute path, or a reference by digest.</param>
/// <param name="Content">The content digest, its identity everywhere.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Bytes">Their size altogether.</param>
public sealed record PinnedBundle(string Reference, Digest Content, int Files, long Bytes);
