namespace ModelOps.Keeper.Gates;

/// <summary>A Deployment as it was verified.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its identity.</param>
/// <param name="ResourceVersion">Its version.</param>
/// <param name="WishDigest">Digest of its labels, annotations and spec.</param>
public sealed record VerifiedObject(string Namespace, string Name, string Uid, string ResourceVersion, string WishDigest);
