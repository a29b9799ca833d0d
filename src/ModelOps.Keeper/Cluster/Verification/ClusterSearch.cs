using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Plans;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>Asks kubectl and the cluster about a plan, with three calls of kubectl whatever the plan's size.</summary>
/// <param name="tool">The kubectl.</param>
internal sealed class ClusterSearch(KubectlTool tool)
{
    private const int Failed = 1;

    /// <summary>Finds what can be found.</summary>
    public async Task<ClusterFindings> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var findings = new ClusterFindings();
        try
        {
            await AskAsync(findings, plan, cancellationToken);
        }
        catch (OutsideException fault)
        {
            findings.KubectlPresent = fault.Code != BlockerKind.KubectlMissing;
            findings.Blocker = Of(fault);
        }
        return findings;
    }

    private async Task AskAsync(ClusterFindings findings, Plan plan, CancellationToken cancellationToken)
    {
        findings.Config = await KubeConfig.ReadAsync(tool, cancellationToken);
        findings.CurrentContext = findings.Config.Context is null ? new(false, Failed, "current-context is not set") : new(true, 0, "");
        if (plan.Items.Count == 0) return;
        if (findings.Config is { Context: null, IsInCluster: false })
        {
            findings.Blocker = new(BlockerKind.ContextMissing, null, null, null, "the kubeconfig has no current context; name one with --context");
            return;
        }
        var bound = tool.For(findings.Config.Context);
        findings.Versions = await VersionQuestion.AskAsync(bound, cancellationToken);
        findings.Blocker = findings.Versions.Obstacle();
        if (findings.Blocker is not null) return;
        using var cluster = await ClusterConnection.OpenAsync(bound, findings.Config.Server, cancellationToken);
        findings.Rights = await RightsAsync(cluster, plan, cancellationToken);
        findings.Items = await ItemsAsync(cluster, plan, findings.Rights, cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, NamespaceRights>> RightsAsync(ClusterConnection cluster, Plan plan, CancellationToken cancellationToken)
    {
        var namespaces = plan.Items.Select(item => item.Namespace).Distinct(StringComparer.Ordinal).ToList();
        var rights = await EachAsync(namespaces, (name, token) => NamespaceRights.AskAsync(cluster, name, token), cancellationToken);
        return namespaces.Zip(rights).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<ItemCheck>> ItemsAsync(
        ClusterConnection cluster, Plan plan, IReadOnlyDictionary<string, NamespaceRights> rights, CancellationToken cancellationToken)
    {
        var verifier = new ItemVerifier(cluster);
        return await EachAsync(plan.Items, (item, token) => verifier.CheckAsync(item, rights[item.Namespace], token), cancellationToken);
    }

    private static async Task<T[]> EachAsync<TItem, T>(IReadOnlyList<TItem> items, Func<TItem, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var answers = new T[items.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ClusterConnection.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Count, options, async (index, token) => answers[index] = await ask(items[index], token));
        return answers;
    }

    private static VerifyBlocker Of(OutsideException fault) => fault.Code switch
    {
        "kubectl_missing" => new(BlockerKind.KubectlMissing, null, null, null, null),
        "kubectl_timeout" => Of(BlockerKind.KubectlTimeout, fault),
        "cluster_unreachable" => Of(BlockerKind.ClusterUnreachable, fault),
        "cluster_unauthorized" => Of(BlockerKind.Unauthorized, fault),
        "cluster_answer_invalid" or "deployment_unreadable" => Of(BlockerKind.AnswerInvalid, fault),
        _ => Of(BlockerKind.KubectlFailed, fault),
    };

    private static VerifyBlocker Of(string kind, OutsideException fault) => new(kind, null, null, null, VerifyBlocker.DetailOf(Failed, fault.Message));
}
