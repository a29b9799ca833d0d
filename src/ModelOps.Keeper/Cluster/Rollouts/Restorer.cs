using System.Net;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>Gives Deployments back the values that they had before a change.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class Restorer(ClusterConnection cluster)
{
    private const int Attempts = 5;

    /// <summary>Puts the values of one Deployment back, unless somebody else changed them since.</summary>
    /// <returns>Why it could not be done; empty if the Deployment has its previous values.</returns>
    public async Task<string> RestoreAsync(RollbackItem item, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var answer = await cluster.GetDeploymentAsync(item.Namespace, item.Name, cancellationToken);
                if (!answer.Ok) return answer.Error;
                var live = LiveDeployment.Of(answer.Body);
                if (live.Uid != item.Uid) return "the Deployment was replaced by another of the same name";
                if (MergePatch.Holds(item.Patch, live.Object)) return "";
                if (!MergePatch.Holds(item.AppliedPatch, live.Object)) return "somebody else changed the same values since";
                var restored = await cluster.PatchAsync(live, item.Patch, dryRun: false, cancellationToken);
                if (restored.Ok) return "";
                if (restored.Status != HttpStatusCode.Conflict || attempt == Attempts) return restored.Error;
            }
        }
        catch (OutsideException fault)
        {
            return fault.Message;
        }
    }
}
