using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.ObjectStores;

/// <summary>What the bytes of an object must be.</summary>
/// <param name="Sha256">Their digest.</param>
/// <param name="Size">Their number.</param>
public sealed record ObjectIdentity(Digest Sha256, long Size);
