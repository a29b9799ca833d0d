using System.Text;

namespace ModelOps.Keeper.Loops;

/// <summary>A round in words: for the terminal, for <c>summary.md</c> and for the report.</summary>
public static class LoopSummary
{
    /// <summary>The round in at most three sentences: what was seen, what was decided, what was done.</summary>
    public static IReadOnlyList<string> Sentences(LoopDecision decision, string applySummary)
    {
        var seen = decision.Signals.Notes.Count == 0 ? "" : $" ({string.Join(", ", decision.Signals.Notes)})";
        var (proposed, blocked) = (decision.Proposed.Count, decision.Verdicts.Count(verdict => !verdict.Allowed));
        var decided = proposed == 0 ? "Nothing is proposed." : $"{Actions(proposed)} proposed{(blocked == 0 ? "" : $", {blocked} blocked")}.";
        return [$"The workload is {decision.Signals.State}{seen}.", decided, $"{char.ToUpperInvariant(applySummary[0])}{applySummary[1..]}."];
    }

    /// <summary>What became of the changes, in words.</summary>
    public static string Apply(bool requested, RoundOutcome? outcome) => outcome switch
    {
        _ when !requested => "apply not requested (dry-run)",
        { BlockedReason: { } reason } => $"apply blocked: {reason}",
        { Attempted: true, Ok: var ok } => $"apply executed: {(ok == true ? "ok" : "failed")}",
        _ => "apply not attempted",
    };

    /// <summary>The round as <c>summary.md</c>: lines of <c>key: value</c>, then the proposals and what was applied.</summary>
    public static string Markdown(ClosedLoopReport report)
    {
        var text = new StringBuilder();
        text.Append($"mode: {report.Mode}\npolicy: {report.Policy}\nstarted_at: {report.StartedAt}\nfinished_at: {report.FinishedAt}\n");
        text.Append($"state: {report.Signals.State}\nnotes: {string.Join(", ", report.Signals.Notes)}\nsamples: {report.Telemetry.SampleCount}\n");
        text.Append($"apply: {report.ApplyDecisionSummary}\nk8s_plan_items: {report.K8sPlanItems}\n");
        text.Append("proposed:\n");
        foreach (var result in report.Results) text.Append($"- {Line(result)}\n");
        text.Append("applied:\n");
        foreach (var result in report.Results.Where(result => result.Applied)) text.Append($"- {Line(result)}\n");
        return text.ToString();
    }

    private static string Line(ActionResult result) =>
        $"{result.Action.Knob} -> {result.Action.Target} | applied={Word(result.Applied)} blocked={Word(result.Blocked)} reason={result.Reason}{(result.Detail is null ? "" : $" ({result.Detail})")}";

    private static string Word(bool value) => value ? "true" : "false";

    private static string Actions(int count) => count == 1 ? "1 action is" : $"{count} actions are";
}
