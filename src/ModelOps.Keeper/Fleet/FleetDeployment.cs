namespace ModelOps.Keeper.Fleet;

/// <summary>A Deployment of a fleet.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Replicas">How many pods it wants.</param>
/// <param name="ReadyReplicas">How many of them are ready.</param>
/// <param name="Knobs">The knobs that its pods are given, by name.</param>
/// <param name="PolicyRef">The policy that it says it follows (annotation <c>modekeeper/policy.ref</c>), or null.</param>
/// <param name="PolicyVersion">The version of that policy (annotation <c>modekeeper/policy.version</c>), or null.</param>
public sealed record FleetDeployment(
    string Namespace, string Name, long Replicas, long ReadyReplicas, IReadOnlyDictionary<string, string> Knobs, string? PolicyRef, string? PolicyVersion)
{
    /// <summary>The annotation that names the policy.</summary>
    public const string PolicyRefAnnotation = "modekeeper/policy.ref";

    /// <summary>The annotation that names the policy's version.</summary>
    public const string PolicyVersionAnnotation = "modekeeper/policy.version";
}
