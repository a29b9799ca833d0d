using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Evaluation;

/// <summary>Looks at a workload once and says what would be proposed for it. Changes nothing, and can't.</summary>
/// <param name="folder">Where reports and explanations go.</param>
/// <param name="time">The clock.</param>
public sealed class Evaluator(ReportFolder folder, TimeProvider time)
{
    private const string PlanName = "k8s_plan.json";
    private const string SummaryName = "eval_summary.md";
    private const string KnobsUnknown = "knobs_unknown";

    /// <summary>Evaluates, writes <c>eval_latest.json</c> and <c>eval_summary.md</c>; with a Deployment also the plan and its verification.</summary>
    public async Task<EvalReport> RunAsync(EvalRequest request, CancellationToken cancellationToken)
    {
        folder.Explanations.Add("eval_start", new() { ["source"] = request.Source.Kind, ["policy"] = request.Policy.Id });
        var batch = await request.Source.ReadAsync(from: null, cancellationToken);
        var report = Judge(request, batch);
        var node = JsonSerializer.SerializeToNode(report, EvalJson.Default.EvalReport)!;
        folder.Explanations.Add("eval_signals", new() { ["signals"] = node["signals"]?.DeepClone(), ["environment"] = node["environment"]?.DeepClone() });
        if (request is { Target: { } target, KnobsError: null }) report = await VerifyAsync(report, target, cancellationToken);
        folder.WriteText(SummaryName, Summary(report));
        var path = folder.Write("eval", EvalReport.FileName, report, EvalJson.Default.EvalReport);
        folder.Explanations.Add("eval_report", new() { ["path"] = path });
        return report;
    }

    private EvalReport Judge(EvalRequest request, TelemetryBatch batch)
    {
        var signals = SignalDetection.Judge(batch);
        var wanted = request.KnobsError is null ? request.Policy.Propose(signals, request.Knobs) : [];
        var actions = wanted.OrderBy(action => action.Knob, StringComparer.Ordinal).ThenBy(action => action.Target)
            .ThenBy(action => action.Reason, StringComparer.Ordinal).ThenBy(action => action.Chord, StringComparer.Ordinal);
        return new()
        {
            CreatedAt = ReportTimes.Text(time.GetUtcNow()),
            OutDir = folder.Path,
            Source = request.Source.Kind,
            Policy = request.Policy.Id,
            SampleCount = batch.Samples.Count,
            TelemetryPointsIncluded = batch.Samples.Any(sample => sample.Loss is not null && sample.Throughput > 0),
            Signals = signals,
            Environment = EnvironmentFingerprint.Of(batch.Samples),
            ObserveIngest = batch.Counts,
            ObserveError = batch.Error,
            ProposedActions = [.. actions],
            KnobsError = request.KnobsError,
            VerifyOk = request.KnobsError is null ? null : false,
            TopBlocker = request.KnobsError is null ? null : KnobsUnknown,
            Artifacts = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["explain"] = folder.Explanations.Path, ["report"] = folder.File(EvalReport.FileName), ["summary"] = folder.File(SummaryName),
            },
            ObservePath = request.ObservePath,
            K8sNamespace = request.Target?.Namespace,
            K8sDeployment = request.Target?.Deployment,
        };
    }

    private async Task<EvalReport> VerifyAsync(EvalReport report, EvalTarget target, CancellationToken cancellationToken)
    {
        var plan = Plan.Of(target.Namespace, target.Deployment, report.ProposedActions.Where(action => !action.Knob.StartsWith(Recovery.MarkPrefix, StringComparison.Ordinal))
            .GroupBy(action => action.Knob, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Target, StringComparer.Ordinal));
        var path = folder.File(PlanName);
        PlanFile.Write(path, plan);
        folder.Explanations.Add("eval_plan_written", new() { ["path"] = path, ["items"] = plan.Items.Count });
        var verified = await target.Verifier.VerifyAsync(new(plan, path, folder), cancellationToken);
        return report with
        {
            VerifyOk = verified.Ok,
            TopBlocker = verified.VerifyBlocker?.Kind,
            K8sPlanItems = plan.Items.Count,
            Artifacts = new SortedDictionary<string, string>(report.Artifacts.ToDictionary(), StringComparer.Ordinal)
            {
                ["plan"] = path, ["verify"] = folder.File(Cluster.Verification.VerifyReport.FileName),
            },
        };
    }

    private static string Summary(EvalReport report)
    {
        var text = new StringBuilder("# Evaluation\n\n");
        text.Append(CultureInfo.InvariantCulture, $"state: {report.Signals.State}\nsource: {report.Source}\npolicy: {report.Policy}\nsamples: {report.SampleCount}\n");
        text.Append(CultureInfo.InvariantCulture, $"verify_ok: {(report.VerifyOk is { } ok ? ok ? "true" : "false" : "n/a")}\ntop_blocker: {report.TopBlocker ?? "none"}\n");
        text.Append(CultureInfo.InvariantCulture, $"notes: {(report.Signals.Notes.Count == 0 ? "none" : string.Join(", ", report.Signals.Notes))}\n\nproposed:\n");
        foreach (var action in report.ProposedActions) text.Append(CultureInfo.InvariantCulture, $"- {action.Knob} -> {action.Target} | reason={action.Reason} chord={action.Chord}\n");
        return report.ProposedActions.Count == 0 ? text.Append("- nothing\n").ToString() : text.ToString();
    }
}
