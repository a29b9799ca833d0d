using ModelOps.Cli.Invocation;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Provenance;

namespace ModelOps.Cli.Keeper.Loops;

/// <summary>What the commands of the closed loop are put together from.</summary>
internal static class LoopParts
{
    /// <summary>The loop.</summary>
    public static async Task<ClosedLoop> LoopAsync(CliContext context, LoopSettings settings, IWorkload? workload, CancellationToken cancellationToken) =>
        new(settings, workload, await SourceProvenance.OfAsync(context.WorkingDirectory, context.Time, cancellationToken), context.Time);

    /// <summary>The exit status of a round; says on standard error what closed the gates.</summary>
    public static ExitStatus Status(CliContext context, ClosedLoopReport report) => Status(context, report.ApplyBlockedReason, failed: report.ApplyOk == false);

    /// <summary>The exit status of a watch; says on standard error what closed the gates first.</summary>
    public static ExitStatus Status(CliContext context, WatchSession session) =>
        Status(context, session.BlockedReason, failed: session.Last?.ApplyOk == false);

    /// <summary>Says on standard error what closed the gates, and nothing else.</summary>
    public static ExitStatus Blocked(CliContext context, string reason)
    {
        context.Error.Write(GateReason.ErrorLine(reason) + "\n");
        return ExitStatus.Invalid;
    }

    private static ExitStatus Status(CliContext context, string? blocked, bool failed)
    {
        if (blocked is null) return failed ? ExitStatus.Failures : ExitStatus.Ok;
        return Blocked(context, blocked);
    }
}
