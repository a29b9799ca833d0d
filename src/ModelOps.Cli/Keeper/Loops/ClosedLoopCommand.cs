using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper.Loops;

/// <summary><c>keeper closed-loop</c>: from telemetry to a plan and, if asked for, to the change.</summary>
internal static class ClosedLoopCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("closed-loop", "Judge, plan and, if asked for, change a workload")
    {
        ClosedLoopRunCommand.Create(context),
        ClosedLoopWatchCommand.Create(context),
    };
}
