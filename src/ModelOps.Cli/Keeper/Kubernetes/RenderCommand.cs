using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Plans.Rendering;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary><c>keeper k8s render</c>: a plan as a script to read.</summary>
internal static class RenderCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var plan = PlanOption.Create("The plan to render");
        var output = OutOption.Create("report");
        return new Command("render", "Write a plan as a kubectl script; nothing is executed") { plan, output }.Runs(parse =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var path = context.Resolve(parse.GetRequiredValue(plan));
            var report = new PlanRenderer(context.Time).Render(PlanOption.Read(path, PlanFile.Read, folder, "k8s_render"), path, folder);
            parse.Answer(context).Write(report, RenderingJson.Default.RenderReport, Render);
            return ExitStatus.Ok;
        });
    }

    private static void Render(RenderReport report, TextWriter output)
    {
        output.Write($"{report.K8sPlanItems} {(report.K8sPlanItems == 1 ? "change" : "changes")} of {report.K8sNamespace}/{report.K8sDeployment}, not executed\n");
        output.Write($"script  {report.K8sKubectlPlanPath}\n");
    }
}
