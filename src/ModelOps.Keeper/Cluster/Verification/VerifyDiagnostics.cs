namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What helps to understand a verification.</summary>
/// <param name="KubectlVersion">kubectl's version, such as <c>v1.32.4</c>.</param>
/// <param name="ServerVersion">The API server's version.</param>
/// <param name="AuthCanIPatchDeploymentsByNamespace">Whether Deployments may be patched.</param>
/// <param name="AuthCanIGetDeploymentsByNamespace">Whether Deployments may be read.</param>
/// <param name="AuthCanICreatePodsByNamespace">Whether pods may be created.</param>
public sealed record VerifyDiagnostics(
    string? KubectlVersion,
    string? ServerVersion,
    IReadOnlyDictionary<string, bool?> AuthCanIPatchDeploymentsByNamespace,
    IReadOnlyDictionary<string, bool?> AuthCanIGetDeploymentsByNamespace,
    IReadOnlyDictionary<string, bool?> AuthCanICreatePodsByNamespace)
{
    /// <summary>The right of the plan's only namespace; <see langword="null"/> if it has several.</summary>
    public bool? AuthCanIPatchDeployments => Only(AuthCanIPatchDeploymentsByNamespace);

    /// <summary>The right of the plan's only namespace; <see langword="null"/> if it has several.</summary>
    public bool? AuthCanIGetDeployments => Only(AuthCanIGetDeploymentsByNamespace);

    /// <summary>The right of the plan's only namespace; <see langword="null"/> if it has several.</summary>
    public bool? AuthCanICreatePods => Only(AuthCanICreatePodsByNamespace);

    /// <summary>Of what was found.</summary>
    public static VerifyDiagnostics Of(string? kubectl, string? server, IReadOnlyDictionary<string, NamespaceRights> rights)
    {
        SortedDictionary<string, bool?> By(Func<NamespaceRights, bool?> right) =>
            new(rights.ToDictionary(pair => pair.Key, pair => right(pair.Value)), StringComparer.Ordinal);
        return new(kubectl, server, By(all => all.PatchDeployments), By(all => all.GetDeployments), By(all => all.CreatePods));
    }

    private static bool? Only(IReadOnlyDictionary<string, bool?> rights) => rights.Count == 1 ? rights.Values.Single() : null;
}
