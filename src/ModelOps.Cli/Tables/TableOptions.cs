using System.CommandLine;

namespace ModelOps.Cli.Tables;

/// <summary>Options that several commands of this folder have.</summary>
internal static class TableOptions
{
    /// <summary>What a missing value is in a CSV file.</summary>
    public static Option<string?> Missing() =>
        new("--missing") { HelpName = "TEXT", Description = "An unquoted CSV cell that is a missing value as well as an empty one, such as NA" };
}
