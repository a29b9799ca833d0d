using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary><c>keeper demo</c>: the keeper at work.</summary>
internal static class DemoCommand
{
    /// <summary>The command with its own commands.</summary>
    /// <param name="context">The run.</param>
    /// <param name="run">Runs the commands that a demonstration plays.</param>
    public static Command Create(CliContext context, KeeperRun run) => new("demo", "See the keeper at work")
    {
        SafetyGatesCommand.Create(context, run),
        ClusterDemoCommand.Create(context, run, "k8s-drift", "See a drift answered by a real change, on a cluster of this machine", DriftDemo.Steps),
        ClusterDemoCommand.Create(context, run, "sales", "See everything once, on a cluster of this machine", SalesDemo.Steps),
    };
}
