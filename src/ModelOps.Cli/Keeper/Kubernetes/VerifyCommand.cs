using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary><c>keeper k8s verify</c>: whether a plan would go through.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var plan = PlanOption.Create("The plan to verify");
        var output = OutOption.Create("report");
        var pods = UncheckedPod();
        var cluster = new ClusterOptionSet();
        var command = new Command("verify", "Try a plan on its cluster without changing anything") { plan, output, pods };
        cluster.AddTo(command);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var path = context.Resolve(parse.GetRequiredValue(plan));
            var request = new VerifyRequest(PlanOption.Read(path, PlanFile.Read, folder, "k8s_verify"), path, folder) { AllowUncheckedPod = parse.GetValue(pods) };
            var report = await new PlanVerifier(cluster.Tool(parse, context), context.Time).VerifyAsync(request, cancellationToken);
            parse.Answer(context).Write(report, VerificationJson.Default.VerifyReport, Render);
            return ExitStatus.Ok;
        });
    }

    /// <summary>The option <c>--allow-unchecked-pod</c>.</summary>
    public static Option<bool> UncheckedPod() =>
        new("--allow-unchecked-pod") { Description = "Accept that the pod can't be tried for want of rights" };

    private static void Render(VerifyReport report, TextWriter output)
    {
        output.Write($"verify_ok  {(report.Ok ? "true" : "false")}\n");
        output.Write($"plan       {report.K8sPlanItems} {(report.K8sPlanItems == 1 ? "change" : "changes")} of {report.K8sNamespace}/{report.K8sDeployment}\n");
        output.Write($"cluster    {report.KubectlContext ?? "none"} {report.Server}\n");
        foreach (var item in report.Checks.Items)
            output.Write($"  {item.Namespace}/{item.Name}: dry run {(item.DryRun.Ok ? "ok" : "failed")}, pod {item.Pod?.State ?? "not tried"}, quota {item.Quota?.State ?? "not tried"}\n");
        if (report.VerifyBlocker is { } blocker)
            output.Write($"blocked    {blocker.Kind}{(blocker.Name is null ? "" : $" ({blocker.Namespace}/{blocker.Name})")}{(blocker.Detail is null ? "" : ": " + blocker.Detail)}\n");
        if (report.Details?.Rbac is { } denial) output.Write($"rule       {Rule(denial.SuggestedRule)}\n           {denial.Hint}\n");
        foreach (var rule in report.Checks.Items.Select(item => item.Pod?.SuggestedRule).OfType<RbacRule>().Take(1)) output.Write($"to check pods  {Rule(rule)}\n");
    }

    private static string Rule(RbacRule rule) => $"apiGroups: [\"{string.Join("\", \"", rule.ApiGroups)}\"], resources: [{string.Join(", ", rule.Resources)}], verbs: [{string.Join(", ", rule.Verbs)}]";
}
