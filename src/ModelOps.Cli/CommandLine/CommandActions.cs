using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;

namespace ModelOps.Cli.CommandLine;

/// <summary>Joins commands to what they do.</summary>
internal static class CommandActions
{
    /// <summary>What the command does: parse, call, render. The token ends with Ctrl-C.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<ExitStatus>> action)
    {
        command.SetAction(async (parse, cancellationToken) => (int)await action(parse, cancellationToken));
        return command;
    }

    /// <summary>What a command does that waits for nothing.</summary>
    public static Command Runs(this Command command, Func<ParseResult, ExitStatus> action)
    {
        command.SetAction(parse => (int)action(parse));
        return command;
    }

    /// <summary>Where the command's answer goes.</summary>
    public static AnswerWriter Answer(this ParseResult parse, CliContext context) => new(context, parse.GetValue(GlobalOptions.Json));
}
