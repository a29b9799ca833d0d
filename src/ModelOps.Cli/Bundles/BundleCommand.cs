using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle</c>: models and data in bundles.</summary>
internal static class BundleCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context)
    {
        var bundle = new Command("bundle", "Package models and data, push and pull them, verify and export them");
        bundle.Add(BundlePushCommand.Create(context));
        bundle.Add(BundlePullCommand.Create(context));
        bundle.Add(BundleDiffCommand.Create(context));
        foreach (var command in BundleCommands.Create(context)) bundle.Add(command);
        return bundle;
    }
}
