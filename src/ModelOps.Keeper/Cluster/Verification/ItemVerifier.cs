using System.Net;
using System.Text.Json;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Cluster.Quotas;
using ModelOps.Keeper.Plans;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>Verifies the items of a plan against a cluster, changing nothing.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class ItemVerifier(ClusterConnection cluster)
{
    // What the server says of a webhook that has side effects (API conventions, "dry run").
    private const string NoDryRun = "does not support dry run";
    private const string QuotaRefusal = "exceeded quota";

    /// <summary>Looks at one item.</summary>
    public async Task<ItemCheck> CheckAsync(PlanItem item, NamespaceRights rights, CancellationToken cancellationToken)
    {
        var check = new ItemCheck(item.Namespace, item.Name, new(item.Namespace, item.Name, PlanItem.Kind))
        {
            AuthCanIPatchDeployments = rights.PatchDeployments,
            AuthCanIGetDeployments = rights.GetDeployments,
            AuthCanICreatePods = rights.CreatePods,
        };
        var answer = await cluster.GetDeploymentAsync(item.Namespace, item.Name, cancellationToken);
        if (!answer.Ok) return await AbsentAsync(check, answer, cancellationToken);
        var before = LiveDeployment.Of(answer.Body);
        check = check with
        {
            NamespaceExists = true, DeploymentExists = true,
            Uid = before.Uid, ResourceVersion = before.ResourceVersion, WishDigest = before.WishDigest.ToString(),
        };
        var tried = await cluster.PatchAsync(before, item.Patch, dryRun: true, cancellationToken);
        check = check with { DryRun = DryRunCheck.Of(tried) };
        return tried.Ok ? await PodAsync(check, before, LiveDeployment.Of(tried.Body), cancellationToken) : check;
    }

    private async Task<ItemCheck> AbsentAsync(ItemCheck check, ApiAnswer answer, CancellationToken cancellationToken)
    {
        check = check with { GetStderr = answer.Error };
        if (answer.Status != HttpStatusCode.NotFound) return check;
        var space = await cluster.GetNamespaceAsync(check.Namespace, cancellationToken);
        return check with { DeploymentExists = false, NamespaceExists = space.Ok ? true : space.Status == HttpStatusCode.NotFound ? false : null };
    }

    private async Task<ItemCheck> PodAsync(ItemCheck check, LiveDeployment before, LiveDeployment after, CancellationToken cancellationToken)
    {
        var extra = ExtraPods.Of(before, after);
        var spec = after.At("spec", "template", "spec") ?? default;
        PodCheck pod;
        if (check.AuthCanICreatePods == false)
        {
            pod = new(PodState.NotChecked, $"this user may not create pods in the namespace {check.Namespace}", RbacRule.CreatePods);
        }
        else
        {
            var answer = await cluster.DryRunPodAsync(check.Namespace, PodOfTemplate.Of(after), cancellationToken);
            if (answer.Ok && answer.Body.TryGetProperty("spec", out var admitted)) spec = admitted;
            pod = Judge(answer, extra);
        }
        return check with { Pod = pod, Quota = await QuotaAsync(check.Namespace, extra, spec, cancellationToken) };
    }

    private async Task<QuotaCheck> QuotaAsync(string @namespace, long extra, JsonElement podSpec, CancellationToken cancellationToken)
    {
        var answer = await cluster.GetQuotasAsync(@namespace, cancellationToken);
        return answer.Ok
            ? QuotaCheck.Of(answer.Body, extra, PodDemand.Of(podSpec))
            : QuotaCheck.NotMade(extra, answer.Error, answer.Status == HttpStatusCode.Forbidden ? RbacRule.ListQuotas : null);
    }

    // A full quota is no obstacle to a rollout that takes old pods away before it starts new ones.
    private static PodCheck Judge(ApiAnswer answer, long extraPods) => answer switch
    {
        { Ok: true } => new(PodState.Ok),
        _ when RbacDenial.Parse(answer.Message) is { } denial => new(PodState.NotChecked, answer.Message, denial.SuggestedRule),
        _ when answer.Message.Contains(NoDryRun, StringComparison.Ordinal) => new(PodState.NotChecked, answer.Message),
        _ when extraPods == 0 && answer.Message.Contains(QuotaRefusal, StringComparison.Ordinal) => new(PodState.Ok),
        _ => new(PodState.Rejected, answer.Message),
    };
}
