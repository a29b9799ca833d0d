using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Reporting;

/// <summary>The option <c>--out</c>: the folder of a command's reports.</summary>
internal static class OutOption
{
    /// <summary>A new one: an option belongs to one command.</summary>
    /// <param name="usual">The folder if the option is not given.</param>
    public static Option<string> Create(string usual) =>
        new("--out") { HelpName = "DIR", Description = "Where the reports are written", DefaultValueFactory = _ => usual };

    /// <summary>Opens the folder.</summary>
    public static ReportFolder Open(CliContext context, string path) => ReportFolder.Open(context.Resolve(path), context.Time);
}
