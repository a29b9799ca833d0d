using System.Text.Json;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>One Deployment and how to give it back what it had.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its identity: another of the same name is left alone.</param>
/// <param name="ResourceVersion">Its version before the change.</param>
/// <param name="Patch">The merge patch that restores the values.</param>
/// <param name="AppliedPatch">The change: what no longer holds was changed by somebody else and is left alone.</param>
public sealed record RollbackItem(string Namespace, string Name, string Uid, string ResourceVersion, JsonElement Patch, JsonElement AppliedPatch)
{
    /// <summary>How to undo a change.</summary>
    /// <param name="before">The Deployment before it.</param>
    /// <param name="patch">The change.</param>
    public static RollbackItem Of(LiveDeployment before, JsonElement patch) => new(
        before.Namespace, before.Name, before.Uid, before.ResourceVersion,
        JsonSerializer.SerializeToElement(MergePatch.Inverse(patch, before.Object), RolloutsJson.Default.JsonObject), patch);
}
