using System.Net;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>
/// Makes changes, one Deployment after another: each patch holds for the version that was read, and the next begins when the rollout of the one
/// before is done. After a failure nothing more is changed, and what was changed gets its previous values back.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">How.</param>
/// <param name="explanations">What is told of it.</param>
/// <param name="time">The clock.</param>
public sealed class PlanApplier(ClusterConnection cluster, ApplyOptions options, ExplainLog explanations, TimeProvider time)
{
    // How often a patch is repeated because the status changed between reading and patching.
    private const int Attempts = 5;
    private const string Interrupted = "interrupted";

    /// <summary>Makes the changes. Failures are in the result; an interruption is one, too.</summary>
    /// <param name="changes">What was read just before.</param>
    /// <param name="cancellationToken">Interrupts; what was changed is put back all the same.</param>
    /// <returns>One entry a change, in their order.</returns>
    public async Task<IReadOnlyList<ApplyItem>> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var items = new List<ApplyItem>();
        foreach (var change in changes)
        {
            if (items is [.., { Ok: false }])
            {
                items.Add(Blank(change) with { Rc = 1, Stderr = "not tried, since the one before failed" });
                continue;
            }
            explanations.Add("k8s_apply_item_start", Target(change.Item));
            var item = await ApplyAsync(change, cancellationToken);
            items.Add(item);
            Explain("k8s_apply_item_result", change.Item, item.Ok, item.Stderr);
        }
        return options.RestoreOnFailure && items.Exists(item => !item.Ok) ? await RestoreAsync(changes, items) : items;
    }

    private async Task<ApplyItem> ApplyAsync(Change change, CancellationToken cancellationToken)
    {
        var item = Blank(change) with { Rc = 1 };
        try
        {
            if (cancellationToken.IsCancellationRequested) return item with { Stderr = Interrupted };
            var (changed, error) = await PatchAsync(change, cancellationToken);
            if (changed is null) return item with { Stderr = error };
            item = item with { MayHaveChanged = true, ResourceVersionAfter = changed.ResourceVersion, Stdout = $"deployment.apps/{change.Item.Name} patched" };
            var rollout = await new RolloutWatch(cluster, options, time).WaitAsync(changed, change.Effective, cancellationToken);
            return rollout.Ok ? item with { Ok = true, Rc = 0, Rollout = rollout } : item with { Rollout = rollout, Stderr = "rollout failed: " + rollout.Detail };
        }
        catch (OutsideException fault)
        {
            // The request may have arrived although the answer did not.
            return item with { MayHaveChanged = true, Stderr = fault.Message };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return item with { MayHaveChanged = true, Stderr = Interrupted };
        }
    }

    private async Task<(LiveDeployment? Changed, string Error)> PatchAsync(Change change, CancellationToken cancellationToken)
    {
        var live = change.Before;
        for (var attempt = 1; ; attempt++)
        {
            var answer = await cluster.PatchAsync(live, change.Item.Patch, dryRun: false, cancellationToken);
            if (answer.Ok) return (LiveDeployment.Of(answer.Body), "");
            if (answer.Status != HttpStatusCode.Conflict || attempt == Attempts) return (null, answer.Error);
            var again = await cluster.GetDeploymentAsync(live.Namespace, live.Name, cancellationToken);
            if (!again.Ok) return (null, again.Error);
            live = LiveDeployment.Of(again.Body);
            // A new status is no obstacle, a new wish is: the plan was verified for another one.
            if (live.WishDigest != change.Before.WishDigest) return (null, answer.Error);
        }
    }

    private async Task<IReadOnlyList<ApplyItem>> RestoreAsync(IReadOnlyList<Change> changes, List<ApplyItem> items)
    {
        var restorer = new Restorer(cluster);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (!items[i].MayHaveChanged) continue;
            // Nobody can interrupt this: half a change is worse than a late end, and the requests have time limits.
            var error = await restorer.RestoreAsync(changes[i].Undo, CancellationToken.None);
            items[i] = items[i] with { Ok = false, Rc = 1, Restored = error.Length == 0, RestoreError = error };
            Explain("k8s_apply_item_restored", changes[i].Item, error.Length == 0, error);
        }
        return items;
    }

    private void Explain(string name, PlanItem item, bool ok, string stderr)
    {
        var payload = Target(item);
        (payload["ok"], payload["stderr"]) = (ok, stderr);
        explanations.Add(name, payload);
    }

    private static JsonObject Target(PlanItem item) => new() { ["namespace"] = item.Namespace, ["name"] = item.Name };

    private static ApplyItem Blank(Change change) =>
        new(change.Item.Namespace, change.Item.Name, change.Item.Patch, new ObjectReference(change.Item.Namespace, change.Item.Name, PlanItem.Kind))
        {
            ResourceVersionBefore = change.Before.ResourceVersion,
        };
}
