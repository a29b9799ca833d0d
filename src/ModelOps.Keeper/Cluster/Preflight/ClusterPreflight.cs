using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Cluster.Preflight;

/// <summary>Asks whether a cluster and a Deployment are ready to be kept; changes nothing.</summary>
/// <param name="tool">The kubectl.</param>
/// <param name="time">The clock.</param>
public sealed class ClusterPreflight(KubectlTool tool, TimeProvider time)
{
    private const int NotFound = 127;
    private const int TimedOut = 124;
    private const int LongestSnip = 400;
    private const int CallsAtATime = 4;

    /// <summary>Asks, writes <c>preflight_latest.json</c> and explains.</summary>
    /// <param name="namespace">A DNS-1123 label.</param>
    /// <param name="deployment">A DNS-1123 subdomain.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="cancellationToken">Ends it without a report.</param>
    public async Task<PreflightReport> RunAsync(string @namespace, string deployment, ReportFolder folder, CancellationToken cancellationToken)
    {
        folder.Explanations.Add("preflight_start", new() { ["namespace"] = @namespace, ["deployment"] = deployment });
        (string Name, string[] Arguments)[] questions =
        [
            ("current_context", ["config", "current-context"]),
            ("cluster_info", ["cluster-info"]),
            ("get_ns", ["get", "namespace", @namespace, "-o", "name"]),
            ("get_deployment_wide", ["-n", @namespace, "get", "deployment", deployment, "-o", "wide"]),
            ("get_pods_wide", ["-n", @namespace, "get", "pods", "-o", "wide"]),
            ("can_i_get_pods", ["-n", @namespace, "auth", "can-i", "get", "pods"]),
            ("can_i_get_deployments_apps", ["-n", @namespace, "auth", "can-i", "get", "deployments.apps"]),
        ];
        string[][] lists =
        [
            ["get", "nodes", "-o", "json"],
            ["get", "daemonsets", "-A", "-o", "json"],
            ["-n", @namespace, "get", "deployment", deployment, "-o", "json"],
        ];
        var answers = await AskAsync([.. questions.Select(question => question.Arguments), .. lists], cancellationToken);
        var checks = questions.Zip(answers, (question, answer) => new PreflightCheck(question.Name, answer.Ok, answer.Status, Snip(answer.Output), Snip(answer.Errors))).ToList();
        var facts = answers.Skip(questions.Length).Select(answer => answer.Ok ? answer.Output : null).ToList();
        var report = Report(checks, facts, @namespace, deployment, folder.Path);
        var path = folder.Write(PreflightReport.FileName, report, PreflightJson.Default.PreflightReport);
        folder.Explanations.Add("preflight_report", new() { ["path"] = path, ["ok"] = report.Ok, ["top_blocker"] = report.TopBlocker });
        return report;
    }

    private PreflightReport Report(List<PreflightCheck> checks, List<string?> lists, string @namespace, string deployment, string folder)
    {
        var (capacity, plugin, requested) = (GpuFacts.HasCapacity(lists[0]), GpuFacts.HasDevicePlugin(lists[1]), GpuFacts.Requested(lists[2]));
        var failed = checks.FirstOrDefault(check => !check.Ok);
        return new()
        {
            CreatedAt = ReportTimes.Text(time.GetUtcNow()),
            OutDir = folder,
            K8sNamespace = @namespace,
            K8sDeployment = deployment,
            Checks = checks,
            TopBlocker = failed is null ? null : failed.Rc == NotFound ? "kubectl_not_found" : failed.Name + " failed",
            GpuCapacityPresent = capacity,
            NvidiaDevicePluginPresent = plugin,
            DeployGpuRequest = requested,
            Notes = GpuFacts.Notes(capacity, plugin, requested),
        };
    }

    private async Task<KubectlResult[]> AskAsync(string[][] calls, CancellationToken cancellationToken)
    {
        var answers = new KubectlResult[calls.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = CallsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, calls.Length, options, async (index, token) => answers[index] = await AskAsync(calls[index], token));
        return answers;
    }

    private async Task<KubectlResult> AskAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            // The current context is a question about the file, not about the one that was named.
            return await (arguments is ["config", ..] ? tool.For(null) : tool).RunAsync(arguments, cancellationToken);
        }
        catch (OutsideException fault)
        {
            return new(fault.Code == "kubectl_missing" ? NotFound : TimedOut, "", fault.Message);
        }
    }

    private static string Snip(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= LongestSnip ? trimmed : trimmed[..LongestSnip] + "...(truncated)";
    }
}
