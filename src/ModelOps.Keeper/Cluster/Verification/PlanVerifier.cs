using System.Text.Json.Nodes;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>
/// Verifies a plan against a cluster and changes nothing: whatever could change something is asked as a dry run. What is missing or down (kubectl,
/// server, rights, objects) is a finding of the report, not an error.
/// </summary>
/// <param name="tool">The kubectl.</param>
/// <param name="time">The clock.</param>
public sealed class PlanVerifier(KubectlTool tool, TimeProvider time)
{
    /// <summary>Verifies, writes <c>k8s_verify_latest.json</c> and explains.</summary>
    /// <param name="request">What is to be verified.</param>
    /// <param name="cancellationToken">Ends it without a report.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">Code <c>unknown_context</c>: the named context does not exist.</exception>
    public async Task<VerifyReport> VerifyAsync(VerifyRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var explanations = request.Folder.Explanations;
        explanations.Add("k8s_verify_start", new() { ["plan"] = request.PlanPath, ["out"] = request.Folder.Path, ["items"] = request.Plan.Items.Count });
        var findings = await new ClusterSearch(tool).RunAsync(request.Plan, cancellationToken);
        Diagnose(explanations, findings);
        var report = Report(request, findings, new(started, time.GetUtcNow()));
        explanations.Add("k8s_verify_checked", new() { ["items"] = report.Checks.Items.Count, ["ok"] = report.Ok, ["blocker"] = report.VerifyBlocker?.Kind });
        var path = request.Folder.Write(VerifyReport.Prefix, VerifyReport.FileName, report, VerificationJson.Default.VerifyReport);
        explanations.Add("k8s_verify_report", new() { ["path"] = path });
        return report;
    }

    private static VerifyReport Report(VerifyRequest request, ClusterFindings findings, ReportTimes times)
    {
        var plan = request.Plan;
        var obstacle = ItemBlockers.First(findings.Items, request.AllowUncheckedPod);
        return new()
        {
            Times = times,
            OutDir = request.Folder.Path,
            K8sPlanPath = request.PlanPath,
            K8sPlanItems = plan.Items.Count,
            K8sNamespace = plan.Namespace,
            K8sDeployment = plan.Deployment,
            PlanDigest = plan.Digest.ToString(),
            Objects = [.. plan.Items.Select(item => new ObjectReference(item.Namespace, item.Name, PlanItem.Kind))],
            KubectlContext = findings.Config?.Context,
            Server = findings.Config?.Server,
            AllowUncheckedPod = request.AllowUncheckedPod,
            Diagnostics = VerifyDiagnostics.Of(findings.Versions?.Kubectl, findings.Versions?.Server, findings.Rights),
            Checks = new(findings.KubectlPresent, findings.CurrentContext, findings.Items),
            VerifyBlocker = findings.Blocker ?? obstacle?.Blocker,
            Details = findings.Blocker is null && obstacle?.Denial is { } denial ? new(denial) : null,
        };
    }

    private static void Diagnose(ExplainLog explanations, ClusterFindings findings)
    {
        if (findings.Versions is { Server: null, Check: var check })
            explanations.Add("k8s_verify_diagnostic", new() { ["name"] = "server_version", ["rc"] = check.Rc, ["stderr"] = check.Stderr });
        foreach (var (space, _) in findings.Rights.Where(pair => pair.Value.CreatePods is null))
            explanations.Add("k8s_verify_diagnostic", new JsonObject { ["name"] = "auth_can_i", ["namespace"] = space, ["error"] = "auth_can_i_unexpected_output" });
    }
}
