using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>What a watch has counted over all its iterations, those before a restart included.</summary>
public sealed record WatchTotals
{
    /// <summary>Iterations, failed ones included.</summary>
    public int IterationsDone { get; init; }

    /// <summary>Iterations that failed; each is recorded.</summary>
    public int FailedIterations { get; init; }

    /// <summary>Actions proposed.</summary>
    public int ProposedTotal { get; init; }

    /// <summary>Actions applied.</summary>
    public int AppliedTotal { get; init; }

    /// <summary>Actions blocked.</summary>
    public int BlockedTotal { get; init; }

    /// <summary>Actions that were only planned.</summary>
    public int DryRunTotal { get; init; }

    /// <summary>Iterations whose verification failed.</summary>
    public int VerifyFailedTotal { get; init; }

    /// <summary>Applies begun.</summary>
    public int ApplyAttemptedTotal { get; init; }

    /// <summary>Applies done.</summary>
    public int ApplyOkTotal { get; init; }

    /// <summary>Applies that failed.</summary>
    public int ApplyFailedTotal { get; init; }

    /// <summary>What was read and not used; null before the first reading.</summary>
    public IngestCounts? ObserveIngest { get; init; }

    /// <summary>With one more iteration.</summary>
    public WatchTotals With(ClosedLoopReport report) => this with
    {
        IterationsDone = IterationsDone + 1,
        ProposedTotal = ProposedTotal + report.Proposed.Count,
        AppliedTotal = AppliedTotal + report.Applied.Count,
        BlockedTotal = BlockedTotal + report.Results.Count(result => result.Blocked),
        DryRunTotal = DryRunTotal + report.Results.Count(result => result.Reason == ActionResult.DryRunReason),
        VerifyFailedTotal = VerifyFailedTotal + (report.VerifyOk == false ? 1 : 0),
        ApplyAttemptedTotal = ApplyAttemptedTotal + (report.ApplyAttempted ? 1 : 0),
        ApplyOkTotal = ApplyOkTotal + (report.ApplyOk == true ? 1 : 0),
        ApplyFailedTotal = ApplyFailedTotal + (report.ApplyOk == false ? 1 : 0),
        ObserveIngest = (ObserveIngest ?? IngestCounts.None) + report.ObserveIngest,
    };

    /// <summary>With one more iteration that failed.</summary>
    public WatchTotals WithFailure() => this with { IterationsDone = IterationsDone + 1, FailedIterations = FailedIterations + 1 };
}
