using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Clusters;

/// <summary><c>mops cluster</c>: clusters that simulations run on.</summary>
internal static class ClusterCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("cluster", "Have a Dask cluster to run simulations on")
    {
        new Command("local", "A Dask scheduler and workers on this machine, as detached processes")
        {
            LocalUpCommand.Create(context),
            LocalStatusCommand.Create(context),
            LocalDownCommand.Create(context),
        },
    };
}
