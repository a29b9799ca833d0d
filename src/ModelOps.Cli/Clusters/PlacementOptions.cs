using System.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Clusters;

/// <summary>The options that choose a cluster for simulations.</summary>
internal sealed class PlacementOptions
{
    private readonly Option<string?> _scheduler =
        new("--scheduler") { HelpName = "ADDRESS", Description = "Run simulations on the Dask cluster of this scheduler, such as tcp://dask-scheduler:8786; on this machine by default" };

    private readonly Option<string?> _workspace =
        new("--workspace") { HelpName = "NAME", Description = "Run simulations on the Dask cluster of a workspace; 'local' is that of mops cluster local" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_scheduler);
        command.Add(_workspace);
    }

    /// <summary>What they say.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="workers">How many worker processes were asked for on this machine, or <see langword="null"/>.</param>
    /// <exception cref="InvalidInputException">Code <c>usage</c>: they contradict each other; or codes of <see cref="Workspaces.SchedulerOf"/>.</exception>
    /// <exception cref="NotFoundException">Code <c>unknown_workspace</c>.</exception>
    public Placement Of(CliContext context, ParseResult parse, int? workers)
    {
        var (scheduler, workspace) = (parse.GetValue(_scheduler), parse.GetValue(_workspace));
        if (scheduler is not null && workspace is not null)
            throw new InvalidInputException("usage", "--scheduler and --workspace both choose a cluster.", "Leave out one of them.");
        if (workers is not null && (scheduler ?? workspace) is not null)
        {
            throw new InvalidInputException(
                "usage", $"--workers has no meaning with {(scheduler is null ? "--workspace" : "--scheduler")}: the cluster has the workers that it has.", "Leave out one of them.");
        }
        return new(workers, workspace is null ? scheduler : Workspaces.SchedulerOf(context, workspace)) { Workspace = workspace };
    }
}
