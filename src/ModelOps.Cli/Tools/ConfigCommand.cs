using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Tools;

/// <summary><c>mops config</c>: where settings are kept.</summary>
internal static class ConfigCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("config", "Show where settings are kept").Runs(parse =>
    {
        var home = UserFolder.Locate(context);
        var answer = new ConfigAnswer(home, Path.Combine(home, "pulumi"), Path.Combine(home, "providers", "azure.yaml"));
        parse.Answer(context).Write(answer, ToolsJson.Default.ConfigAnswer, static (paths, output) => output.Write(
            $"Config directory: {paths.ConfigDirectory}\nPulumi state: {paths.PulumiState}\nProvider config: {paths.ProviderConfig}\n"));
        return ExitStatus.Ok;
    });
}
