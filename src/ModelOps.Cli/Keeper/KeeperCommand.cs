using System.CommandLine;
using System.CommandLine.Invocation;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Keeper;

/// <summary><c>mops keeper</c>: tune running workloads inside a safety envelope. The tool under the name <c>mk</c> is this command.</summary>
internal static class KeeperCommand
{
    /// <summary>The name of the tool that is this command.</summary>
    public const string Alias = "mk";

    /// <summary>The command's name.</summary>
    public const string Name = "keeper";

    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command(Name, "Tune running workloads: observe, plan, verify, apply, roll back");
        foreach (var child in KeeperCommands.All(context, RunAsync)) command.Add(child);
        return command;
    }

    // A command of the keeper's own that plays others, such as a demonstration.
    private static async Task<ExitStatus> RunAsync(CliContext context, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var parse = new RootCommand { GlobalOptions.Json, GlobalOptions.Debug, Create(context) }.Parse([Name, .. arguments]);
            if (parse.Action is ParseErrorAction) throw UsageError.Of(parse);
            var configuration = new InvocationConfiguration { Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return (ExitStatus)await parse.InvokeAsync(configuration, cancellationToken);
        }
        catch (ModelOpsException fault)
        {
            return ErrorRenderer.Render(context, arguments, fault, cancellationToken.IsCancellationRequested);
        }
    }
}
