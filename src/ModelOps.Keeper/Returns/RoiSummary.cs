using System.Globalization;
using System.Text;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Returns;

/// <summary><c>roi report</c>: joins what other commands found.</summary>
/// <param name="folder">Where the report goes.</param>
/// <param name="time">The clock.</param>
public sealed class RoiSummary(ReportFolder folder, TimeProvider time)
{
    /// <summary>Joins the reports and writes <c>roi_latest.json</c> and <c>roi_summary.md</c>.</summary>
    /// <param name="preflight">That of <c>k8s preflight</c>.</param>
    /// <param name="evaluation">That of <c>eval</c>.</param>
    /// <param name="watch">That of <c>closed-loop watch</c>.</param>
    public RoiReport Run(RoiInput preflight, RoiInput evaluation, RoiInput watch)
    {
        var report = new RoiReport
        {
            CreatedAt = ReportTimes.Text(time.GetUtcNow()),
            OutDir = folder.Path,
            Inputs = new SortedDictionary<string, RoiInput>(StringComparer.Ordinal) { ["preflight"] = preflight, ["eval"] = evaluation, ["watch"] = watch },
            PreflightOk = preflight.Flag("ok"),
            TopBlocker = preflight.Text("top_blocker") ?? evaluation.Text("top_blocker"),
            State = evaluation.Text("signals", "state"),
            VerifyOk = evaluation.Flag("verify_ok"),
            ProposedActionsCount = evaluation.Whole("proposed_actions_count"),
            IterationsDone = watch.Whole("iterations_done"),
            ProposedTotal = watch.Whole("proposed_total"),
            AppliedTotal = watch.Whole("applied_total"),
            BlockedTotal = watch.Whole("blocked_total"),
            NextSteps = [],
        };
        report = report with { NextSteps = NextSteps(report) };
        folder.WriteText("roi_summary.md", Summary(report));
        folder.Write("roi", RoiReport.FileName, report, ReturnsJson.Default.RoiReport);
        return report;
    }

    private static List<string> NextSteps(RoiReport report)
    {
        var steps = new List<string>();
        if (!report.Inputs["preflight"].Found) steps.Add("Run 'mk k8s preflight': nobody looked whether the cluster is ready.");
        if (report.PreflightOk == false) steps.Add($"Resolve what stands in the way: {report.TopBlocker}.");
        if (!report.Inputs["eval"].Found) steps.Add("Run 'mk eval k8s' or 'mk eval file': nothing is known of the workload.");
        if (report.State == "unknown") steps.Add("Gather more telemetry: what there is does not suffice to judge the workload.");
        if (report.VerifyOk == false) steps.Add("Look at the verification: the plan would not go through.");
        if (!report.Inputs["watch"].Found) steps.Add("Run 'mk closed-loop watch --dry-run' for a while: one look is not a trend.");
        if (steps.Count == 0) steps.Add("Nothing is in the way; look at the proposals, then apply them with a license.");
        return steps;
    }

    private static string Summary(RoiReport report)
    {
        var text = new StringBuilder("# Return\n\n");
        foreach (var (name, input) in report.Inputs) text.Append(CultureInfo.InvariantCulture, $"{name}: {(input.Found ? input.Path : "not found")}\n");
        text.Append(CultureInfo.InvariantCulture, $"\npreflight_ok: {Word(report.PreflightOk)}\ntop_blocker: {report.TopBlocker ?? "none"}\nstate: {report.State ?? "n/a"}\nverify_ok: {Word(report.VerifyOk)}\n");
        text.Append(CultureInfo.InvariantCulture, $"proposed: {Number(report.ProposedActionsCount)} now, {Number(report.ProposedTotal)} while watched ({Number(report.AppliedTotal)} applied, {Number(report.BlockedTotal)} blocked)\n\nNext:\n");
        foreach (var step in report.NextSteps) text.Append(CultureInfo.InvariantCulture, $"- {step}\n");
        return text.ToString();
    }

    private static string Word(bool? value) => value is { } known ? known ? "true" : "false" : "n/a";

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "n/a";
}
