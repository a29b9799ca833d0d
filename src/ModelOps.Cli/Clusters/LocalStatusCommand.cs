using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Clusters;

/// <summary><c>mops cluster local status</c>: what runs of the local cluster.</summary>
internal static class LocalStatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("status", "Show whether the cluster runs, and where").Runs(parse =>
    {
        var state = LocalClusterFolder.Open(context).Find() ?? throw new NotFoundException(
            "no_local_cluster", "No local cluster was started in this project.", "Start one: mops cluster local up");
        parse.Answer(context).Write(LocalClusterAnswer.Of(state), ClustersJson.Default.LocalClusterAnswer, LocalClusterAnswer.Render);
        return state.IsWhole ? ExitStatus.Ok : ExitStatus.Failures;
    });
}
