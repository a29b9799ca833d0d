using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ModelOps.Cli.CommandLine;

/// <summary>The help of the tool: its commands by group. A command's own help is the library's.</summary>
/// <param name="groups">The groups in order.</param>
/// <param name="asked">Whether it is <c>--help</c>, which wins over errors in the rest of the command line.</param>
internal sealed class GroupedHelp(IReadOnlyList<CommandGroup> groups, bool asked) : SynchronousCommandLineAction
{
    private const int Indent = 2;

    /// <inheritdoc />
    public override bool ClearsParseErrors => asked;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not RootCommand root) return new HelpAction().Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.Write($"{root.Description}\n\nUsage: mops COMMAND [OPTIONS]\n");
        var rows = groups.SelectMany(group => group.Commands).Where(command => !command.Hidden);
        var width = rows.Max(command => command.Name.Length) + Indent;
        foreach (var group in groups)
        {
            output.Write($"\n{group.Title}:\n");
            foreach (var command in group.Commands.Where(command => !command.Hidden))
                output.Write($"{new string(' ', Indent)}{command.Name.PadRight(width)}{command.Description}\n");
        }
        output.Write("\nRun 'mops COMMAND --help' for its options; --json and --debug work everywhere.\n");
        return 0;
    }
}
