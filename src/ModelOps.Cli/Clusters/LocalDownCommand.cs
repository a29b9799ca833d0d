using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Clusters;

/// <summary><c>mops cluster local down</c>: end the local cluster.</summary>
internal static class LocalDownCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("down", "End the cluster").Runs(parse =>
    {
        var ended = LocalClusterFolder.Open(context).Down();
        parse.Answer(context).Write(
            new LocalDownAnswer(ended),
            ClustersJson.Default.LocalDownAnswer,
            static (answer, output) => output.Write(answer.Ended ? "The local cluster has ended.\n" : "There was no local cluster to end.\n"));
        return ExitStatus.Ok;
    });
}
