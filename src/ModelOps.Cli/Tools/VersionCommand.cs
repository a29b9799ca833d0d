using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;

namespace ModelOps.Cli.Tools;

/// <summary><c>mops version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The line for people.</summary>
    public static string Line => $"ModelOps {ToolVersion.Text}\n";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("version", "Show the version of mops").Runs(parse =>
    {
        parse.Answer(context).Write(new VersionAnswer(ToolVersion.Text), ToolsJson.Default.VersionAnswer, static (_, output) => output.Write(Line));
        return ExitStatus.Ok;
    });
}
