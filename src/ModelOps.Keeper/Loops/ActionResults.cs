namespace ModelOps.Keeper.Loops;

/// <summary>What became of each action of a round.</summary>
internal static class ActionResults
{
    /// <summary>One result for each proposal, in their order.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="applyRequested">Whether changes were to be made.</param>
    /// <param name="outcome">What became of them.</param>
    public static IReadOnlyList<ActionResult> Of(LoopDecision decision, bool applyRequested, RoundOutcome? outcome)
    {
        var dryRun = !applyRequested;
        var results = decision.Verdicts.Select(verdict => verdict switch
        {
            { Allowed: false } => new ActionResult(verdict.Action, Applied: false, Blocked: true, verdict.Block!, DryRun: true, verdict.Detail),
            _ when dryRun => new(verdict.Action, Applied: false, Blocked: false, ActionResult.DryRunReason, DryRun: true, null),
            _ when outcome?.BlockedReason is { } reason => new(verdict.Action, Applied: false, Blocked: true, reason, DryRun: true, outcome.BlockedDetail),
            _ when outcome is { Attempted: true, Ok: true } => new(verdict.Action, Applied: true, Blocked: false, ActionResult.AppliedReason, DryRun: false, null),
            _ => new(verdict.Action, Applied: false, Blocked: false, ActionResult.FailedReason, DryRun: false, null),
        });
        return decision.Mark is { } mark ? [.. results, new(mark, Applied: false, Blocked: false, mark.Reason, dryRun, null)] : [.. results];
    }
}
