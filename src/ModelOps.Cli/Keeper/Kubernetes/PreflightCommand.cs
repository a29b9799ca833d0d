using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Cluster.Preflight;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary><c>keeper k8s preflight</c>: whether a cluster and a Deployment are ready to be kept.</summary>
internal static class PreflightCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var space = new Option<string>("--k8s-namespace") { HelpName = "NAME", Description = "The namespace", DefaultValueFactory = static _ => "default" };
        var deployment = new Option<string>("--k8s-deployment") { HelpName = "NAME", Description = "The Deployment", DefaultValueFactory = static _ => "trainer" };
        var output = OutOption.Create("report/preflight");
        var cluster = new ClusterOptionSet();
        var command = new Command("preflight", "Show whether a cluster and a Deployment are ready") { space, deployment, output };
        cluster.AddTo(command);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var (where, name) = (parse.GetRequiredValue(space), parse.GetRequiredValue(deployment));
            if (!KubernetesName.IsLabel(where)) throw Invalid(space.Name, where, "a DNS-1123 label");
            if (!KubernetesName.IsSubdomain(name)) throw Invalid(deployment.Name, name, "a DNS-1123 subdomain");
            var preflight = new ClusterPreflight(cluster.Tool(parse, context), context.Time);
            var report = await preflight.RunAsync(where, name, OutOption.Open(context, parse.GetRequiredValue(output)), cancellationToken);
            parse.Answer(context).Write(report, PreflightJson.Default.PreflightReport, Render);
            return report.Ok ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    private static InvalidInputException Invalid(string option, string value, string expected) =>
        new("invalid_kubernetes_name", $"{option} is '{value}'; expected {expected}: lower-case letters, digits and inner hyphens.");

    private static void Render(PreflightReport report, TextWriter output)
    {
        foreach (var check in report.Checks) output.Write($"{(check.Ok ? "ok    " : "FAILED")}  {check.Name}{(check.Ok ? "" : ": " + FirstLine(check))}\n");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"GPUs    in the cluster: {Text(report.GpuCapacityPresent)}, device plugin: {Text(report.NvidiaDevicePluginPresent)}, asked for: {report.DeployGpuRequest?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}\n"));
        output.Write(report.TopBlocker is null ? "ready\n" : $"not ready: {report.TopBlocker}\n");
    }

    private static string FirstLine(PreflightCheck check) => (check.StderrSnip.Length > 0 ? check.StderrSnip : check.StdoutSnip).Split('\n')[0];

    private static string Text(bool? known) => known switch { true => "yes", false => "no", null => "unknown" };
}
