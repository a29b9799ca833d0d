using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Execution.DotNet;

namespace ModelOps.Cli.Composition;

/// <summary><c>mops worker dotnet</c>, hidden: the process in which .NET models run. Started by the pool, never by a person.</summary>
internal static class WorkerCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var host = new Command("dotnet", "Run .NET models for the pool").Runs(async (_, cancellationToken) =>
        {
            await DotNetWorker.RunAsync(cancellationToken);
            return ExitStatus.Ok;
        });
        return new Command("worker", "Processes that run models") { host }.AsHidden();
    }

    private static Command AsHidden(this Command command)
    {
        command.Hidden = true;
        return command;
    }
}
