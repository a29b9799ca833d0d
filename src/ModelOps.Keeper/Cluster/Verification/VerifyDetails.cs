namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>More about an obstacle.</summary>
/// <param name="Rbac">The right that is missing, and the rule that would grant it.</param>
public sealed record VerifyDetails(RbacDenial Rbac);
