using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Loops;

namespace ModelOps.Cli.Keeper.Loops;

/// <summary>Rounds for people.</summary>
internal static class LoopText
{
    /// <summary>Writes a round.</summary>
    public static void Write(ClosedLoopReport report, TextWriter output)
    {
        SignalText.Write(report.Signals, report.Telemetry.SampleCount, output);
        IngestText.Write(report.ObserveIngest, report.Found.Batch.RowsRead, report.ObserveError, output);
        if (report.KnobsError is { } error) output.Write($"knobs:    {error}\n");
        if (report.Results.Count == 0) output.Write("proposed: nothing\n");
        foreach (var result in report.Results) output.Write($"proposed: {Line(result, report)}\n");
        if (report.Results.Any(result => Origin(result, report) == KnobOrigin.Assumed))
            output.Write("          The values before are assumed: the cluster was not asked, or does not say them.\n");
        output.Write($"plan:     {(report.K8sPlanItems == 0 ? "nothing to change" : $"{report.K8sNamespace}/{report.K8sDeployment}")} ({report.K8sPlanPath})\n");
        output.Write($"{report.ApplyDecisionSummary}\n");
        output.Write($"report:   {Path.Combine(report.OutDir, ClosedLoopReport.FileName)}\n");
    }

    private static string Line(ActionResult result, ClosedLoopReport report)
    {
        var before = report.Knobs.FirstOrDefault(knob => knob.Knob == result.Action.Knob);
        var change = before is null ? result.Action.Knob : $"{result.Action.Knob} {before.Value} -> {result.Action.Target}";
        var why = result.Detail is null ? result.Reason : $"{result.Reason}: {result.Detail}";
        return $"{change} ({result.Action.Chord}), {(result.Applied ? "applied" : result.Blocked ? $"blocked, {why}" : result.Reason)}";
    }

    private static KnobOrigin? Origin(ActionResult result, ClosedLoopReport report) => report.Knobs.FirstOrDefault(knob => knob.Knob == result.Action.Knob)?.Origin;
}
