using ModelOps.Keeper.Cluster.Quotas;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What verification found of one item of a plan.</summary>
/// <param name="Namespace">The Deployment's namespace.</param>
/// <param name="Name">The Deployment's name.</param>
/// <param name="Object">Both and the kind.</param>
public sealed record ItemCheck(string Namespace, string Name, ObjectReference Object)
{
    /// <summary>Whether the namespace is there; <see langword="null"/> if this user may not know.</summary>
    public bool? NamespaceExists { get; init; }

    /// <summary>Whether the Deployment is there; <see langword="null"/> if this user may not know.</summary>
    public bool? DeploymentExists { get; init; }

    /// <summary>The Deployment's identity.</summary>
    public string? Uid { get; init; }

    /// <summary>The Deployment's version that was verified: an apply is for this one.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Digest of the Deployment's labels, annotations and spec; see <see cref="LiveDeployment.WishDigest"/>.</summary>
    public string? WishDigest { get; init; }

    /// <summary>The error of reading the Deployment, as kubectl prints it; empty for none.</summary>
    public string GetStderr { get; init; } = "";

    /// <summary>Whether the server would take the patch.</summary>
    public DryRunCheck DryRun { get; init; } = DryRunCheck.None;

    /// <summary>Whether the pod would be admitted; <see langword="null"/> if it did not come to that.</summary>
    public PodCheck? Pod { get; init; }

    /// <summary>Whether the quotas leave room; <see langword="null"/> if it did not come to that.</summary>
    public QuotaCheck? Quota { get; init; }

    /// <summary>Whether Deployments may be patched here.</summary>
    public bool? AuthCanIPatchDeployments { get; init; }

    /// <summary>Whether Deployments may be read here.</summary>
    public bool? AuthCanIGetDeployments { get; init; }

    /// <summary>Whether pods may be created here.</summary>
    public bool? AuthCanICreatePods { get; init; }
}
