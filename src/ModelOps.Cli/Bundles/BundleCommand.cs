using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle</c>: models and their data as bundles. The tool under the name <c>modelops-bundle</c> is this command.</summary>
internal static class BundleCommand
{
    /// <summary>The name of the tool that is this command.</summary>
    public const string Alias = "modelops-bundle";

    /// <summary>The command's name.</summary>
    public const string Name = "bundle";

    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command(Name, "Package models and data: track, push, pull, verify, export");
        foreach (var child in BundleCommands.All(context)) command.Add(child);
        return command;
    }
}
