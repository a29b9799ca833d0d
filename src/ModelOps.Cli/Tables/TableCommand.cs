using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Tables;

/// <summary><c>mops table</c>: tables in files.</summary>
internal static class TableCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("table", "Show and convert tables: Arrow, Feather, CSV")
    {
        TableShowCommand.Create(context),
        TableConvertCommand.Create(context),
    };
}
