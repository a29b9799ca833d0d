using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Plans.Rendering;

/// <summary>Writes plans as scripts.</summary>
/// <param name="time">The clock.</param>
public sealed class PlanRenderer(TimeProvider time)
{
    /// <summary>The script's name.</summary>
    public const string ScriptName = "k8s_plan.kubectl.sh";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Writes the script of a plan, executable, and explains it.</summary>
    /// <returns>The script's path.</returns>
    public static string WriteScript(Plan plan, ReportFolder folder)
    {
        var script = folder.WriteText(ScriptName, PlanScript.Text(plan));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, Executable);
        folder.Explanations.Add("k8s_kubectl_plan_written", new() { ["path"] = script, ["items"] = plan.Items.Count });
        return script;
    }

    /// <summary>Writes the script and <c>k8s_render_latest.json</c>; nothing is executed and no cluster is asked.</summary>
    public RenderReport Render(Plan plan, string planPath, ReportFolder folder)
    {
        var started = time.GetUtcNow();
        folder.Explanations.Add("k8s_render_start", new() { ["plan"] = planPath, ["out"] = folder.Path });
        var report = new RenderReport
        {
            K8sKubectlPlanPath = WriteScript(plan, folder),
            Times = new(started, time.GetUtcNow()),
            OutDir = folder.Path,
            K8sPlanPath = planPath,
            K8sPlanItems = plan.Items.Count,
            K8sNamespace = plan.Namespace,
            K8sDeployment = plan.Deployment,
            PlanDigest = plan.Digest.ToString(),
        };
        var path = folder.Write("k8s_render", "k8s_render_latest.json", report, RenderingJson.Default.RenderReport);
        folder.Explanations.Add("k8s_render_report", new() { ["path"] = path });
        return report;
    }
}
