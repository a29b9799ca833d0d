using System.CommandLine;
using System.CommandLine.Parsing;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.CommandLine;

/// <summary>Turns a command line that does not parse into an error that names the nearest thing that would.</summary>
internal static class UsageError
{
    private const string Tool = "mops";

    /// <summary>The error of a command line; codes <c>unknown_command</c>, <c>unknown_option</c>, <c>missing_command</c> and <c>usage</c>.</summary>
    public static InvalidInputException Of(ParseResult parse)
    {
        var command = parse.CommandResult;
        var remedy = $"Run '{Name(command)} --help' to see what it takes.";
        if (parse.UnmatchedTokens is [var unknown, ..]) return Unknown(unknown, command, remedy);
        if (command.Command is { Action: null, Subcommands.Count: > 0 })
            return new("missing_command", $"{Name(command)} needs a command: {string.Join(", ", Visible(command.Command))}.", remedy);
        return new("usage", string.Join(" ", parse.Errors.Select(Message).Distinct(StringComparer.Ordinal)), remedy);
    }

    // The library names a .NET type where a value does not fit; a person wants its kind.
    private static string Message(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [var token] } option when KindOf(option.Option.ValueType) is { } kind =>
            $"{option.Option.Name} takes {kind}, got '{token.Value}'.",
        ArgumentResult { Parent: CommandResult, Tokens: [var token] } argument when KindOf(argument.Argument.ValueType) is { } kind =>
            $"{argument.Argument.Name} is {kind}, got '{token.Value}'.",
        _ => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };

    private static string? KindOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "a whole number",
        TypeCode.UInt32 or TypeCode.UInt64 => "a whole number from 0",
        TypeCode.Double => "a number",
        TypeCode.Boolean => "true or false",
        _ => null,
    };

    private static InvalidInputException Unknown(string token, CommandResult command, string remedy)
    {
        if (token.StartsWith('-'))
        {
            var name = token.Split('=', 2)[0];
            return new("unknown_option", $"{Name(command)} has no option '{name}'.{Nearest.Hint(name, Options(command))}", remedy);
        }
        var known = Visible(command.Command);
        return known.Count > 0
            ? new("unknown_command", $"{Name(command)} has no command '{token}'.{Nearest.Hint(token, known)}", remedy)
            : new("usage", $"{Name(command)} does not take '{token}'.", remedy);
    }

    private static List<string> Visible(Command command) =>
        [.. command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name)];

    // The command's own options and the recursive ones of its parents.
    private static List<string> Options(CommandResult command)
    {
        var names = command.Command.Options.Select(option => option.Name).ToList();
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
            names.AddRange(parent.Command.Options.Where(option => option.Recursive).Select(option => option.Name));
        return [.. names.Where(name => name.StartsWith("--", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    private static string Name(CommandResult command) => command.Command is RootCommand
        ? Tool
        : $"{Name((CommandResult)command.Parent!)} {command.Command.Name}";
}
