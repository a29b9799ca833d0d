namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>An object of a cluster.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
public sealed record ObjectReference(string Namespace, string Name, string Kind);
