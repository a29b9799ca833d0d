using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Cluster;

/// <summary>One rule of a Role or ClusterRole.</summary>
/// <param name="ApiGroups">The API groups; the empty text is the core group.</param>
/// <param name="Resources">The resources, in the plural.</param>
/// <param name="Verbs">What is allowed.</param>
public sealed record RbacRule(
    [property: JsonPropertyName("apiGroups")] IReadOnlyList<string> ApiGroups, IReadOnlyList<string> Resources, IReadOnlyList<string> Verbs)
{
    /// <summary>To read Deployments.</summary>
    public static RbacRule GetDeployments { get; } = new(["apps"], ["deployments"], ["get"]);

    /// <summary>To patch Deployments.</summary>
    public static RbacRule PatchDeployments { get; } = new(["apps"], ["deployments"], ["patch"]);

    /// <summary>To create pods, which the dry run of one needs.</summary>
    public static RbacRule CreatePods { get; } = new([""], ["pods"], ["create"]);

    /// <summary>To list ResourceQuotas.</summary>
    public static RbacRule ListQuotas { get; } = new([""], ["resourcequotas"], ["list"]);
}
