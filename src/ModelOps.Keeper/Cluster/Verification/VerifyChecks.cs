namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What verification looked at.</summary>
/// <param name="KubectlPresent">Whether kubectl can be called.</param>
/// <param name="CurrentContext">Whether kubectl has a context.</param>
/// <param name="Items">One entry an item of the plan; fewer if the cluster was lost before.</param>
public sealed record VerifyChecks(bool KubectlPresent, CallCheck CurrentContext, IReadOnlyList<ItemCheck> Items);
