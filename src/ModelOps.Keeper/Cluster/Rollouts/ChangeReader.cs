using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Plans;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>Reads what a plan is about to change, and tries each change once more.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class ChangeReader(ClusterConnection cluster)
{
    /// <summary>All changes of a plan, in its order; nothing is changed.</summary>
    /// <exception cref="ConflictException">Code <c>change_refused</c>: the server no longer takes one of them.</exception>
    /// <exception cref="OutsideException">The server can't be reached.</exception>
    public async Task<IReadOnlyList<Change>> ReadAsync(Plan plan, CancellationToken cancellationToken)
    {
        var changes = new Change[plan.Items.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ClusterConnection.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, changes.Length, options, async (index, token) => changes[index] = await ReadAsync(plan.Items[index], token));
        return changes;
    }

    private async Task<Change> ReadAsync(PlanItem item, CancellationToken cancellationToken)
    {
        var answer = await cluster.GetDeploymentAsync(item.Namespace, item.Name, cancellationToken);
        if (!answer.Ok) throw Refused(item, answer.Error);
        var before = LiveDeployment.Of(answer.Body);
        var tried = await cluster.PatchAsync(before, item.Patch, dryRun: true, cancellationToken);
        if (!tried.Ok) throw Refused(item, tried.Error);
        // What would take the tried object back to itself are its own values at the patch's places.
        var effective = MergePatch.Inverse(item.Patch, tried.Body);
        return new(item, before, JsonSerializer.SerializeToElement(effective, RolloutsJson.Default.JsonObject));
    }

    private static ConflictException Refused(PlanItem item, string error) =>
        new("change_refused", $"The Deployment {item.Namespace}/{item.Name} can't be changed as the plan says: {error}", "Verify the plan again.");
}
