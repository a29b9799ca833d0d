using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Dask.Local;

namespace ModelOps.Cli.Clusters;

/// <summary><c>mops cluster local up</c>: start a Dask scheduler and workers on this machine.</summary>
internal static class LocalUpCommand
{
    private const int MostWorkers = 1024;
    private const int UsualDashboardPort = 8787;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var workers = new Option<int>("--workers") { HelpName = "N", Description = "How many worker processes; one a core by default", DefaultValueFactory = static _ => Environment.ProcessorCount };
        var threads = new Option<int>("--threads") { HelpName = "N", Description = "How many simulations each worker runs at a time; 1 by default", DefaultValueFactory = static _ => 1 };
        var port = new Option<int>("--port") { HelpName = "N", Description = "The scheduler's port; any free one by default" };
        var dashboard = new Option<int>("--dashboard-port") { HelpName = "N", Description = "The dashboard's port; 8787 by default, or any if it is taken", DefaultValueFactory = static _ => UsualDashboardPort };
        return new Command("up", "Start the cluster; does nothing if it runs") { workers, threads, port, dashboard }.Runs(async (parse, cancellationToken) =>
        {
            var request = new LocalClusterRequest(
                Between("--workers", parse.GetValue(workers), 1, MostWorkers),
                Between("--threads", parse.GetValue(threads), 1, MostWorkers),
                Between("--port", parse.GetValue(port), 0, ushort.MaxValue),
                Between("--dashboard-port", parse.GetValue(dashboard), 0, ushort.MaxValue),
                Environment.ProcessPath ?? "mops",
                LocalPorts.DaskPython(context));
            var (state, ranBefore) = await LocalClusterFolder.Open(context).UpAsync(request, cancellationToken);
            if (ranBefore) context.Error.Write("Note: the local cluster runs already; its settings are those that it was started with.\n");
            parse.Answer(context).Write(LocalClusterAnswer.Of(state), ClustersJson.Default.LocalClusterAnswer, LocalClusterAnswer.Render);
            return ExitStatus.Ok;
        });
    }

    private static int Between(string option, int given, int least, int most) => given >= least && given <= most
        ? given
        : throw new InvalidInputException("usage", $"{option} is {given}; expected {least} to {most}.");
}
