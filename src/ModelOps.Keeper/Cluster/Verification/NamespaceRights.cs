namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What this user may do in a namespace; <see langword="null"/> where the server does not say.</summary>
/// <param name="PatchDeployments">Whether Deployments may be patched.</param>
/// <param name="GetDeployments">Whether Deployments may be read.</param>
/// <param name="CreatePods">Whether pods may be created, which a pod's dry run needs.</param>
public sealed record NamespaceRights(bool? PatchDeployments, bool? GetDeployments, bool? CreatePods)
{
    /// <summary>Asks the server.</summary>
    public static async Task<NamespaceRights> AskAsync(ClusterConnection cluster, string @namespace, CancellationToken cancellationToken) => new(
        await cluster.MayAsync(@namespace, RbacRule.PatchDeployments, cancellationToken),
        await cluster.MayAsync(@namespace, RbacRule.GetDeployments, cancellationToken),
        await cluster.MayAsync(@namespace, RbacRule.CreatePods, cancellationToken));
}
