using System.CommandLine;
using System.CommandLine.Invocation;
using ModelOps.Cli.Clusters;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Execution.DotNet;
using ModelOps.Execution.Executables;
using ModelOps.Cli.Tools;

namespace ModelOps.Cli;

/// <summary>One run of the tool.</summary>
internal static class CliApplication
{
    // No @file expansion: an argument is taken as it is given.
    private static readonly ParserConfiguration Verbatim = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments after the tool's name.</param>
    /// <param name="context">What the run sees of the outside.</param>
    /// <param name="cancellationToken">Ends the run cleanly, with <see cref="ExitStatus.Interrupted"/>.</param>
    public static async Task<ExitStatus> RunAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
    {
        try
        {
            var status = arguments switch
            {
                // Answered before the parser is loaded: the one for its speed, the other since a pool starts many.
                ["version"] or ["--version"] => ShowVersion(context),
                ["worker", "dotnet"] => await WorkAsync(DotNetWorker.RunAsync, cancellationToken),
                ["worker", "exec"] => await WorkAsync(ExecutableWorker.RunAsync, cancellationToken),
                ["worker", "checkout", var reference, var content] => await CheckoutWorker.RunAsync(context, reference, content, cancellationToken),
                _ => await InvokeAsync(arguments, context, cancellationToken),
            };
            // A disk that is too full for the answer shows here at the latest. A command that was asked to end, and did, has an answer, too.
            await context.Out.FlushAsync(CancellationToken.None);
            return status;
        }
#pragma warning disable CA1031 // The process boundary: every error becomes an exit status and a message here.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return ErrorRenderer.Render(context, arguments, fault, cancellationToken.IsCancellationRequested);
        }
    }

    private static ExitStatus ShowVersion(CliContext context)
    {
        context.Out.Write(VersionCommand.Line);
        return ExitStatus.Ok;
    }

    // The process in which .NET models run, or executables are started: made by the pool and never by a person, so that no help shows it.
    private static async Task<ExitStatus> WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await work(cancellationToken);
        return ExitStatus.Ok;
    }

    private static async Task<ExitStatus> InvokeAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
    {
        var parse = CommandTree.Build(context).Parse(arguments, Verbatim);
        if (parse.Action is ParseErrorAction) throw UsageError.Of(parse);
        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return (ExitStatus)await parse.InvokeAsync(configuration, cancellationToken);
    }
}
