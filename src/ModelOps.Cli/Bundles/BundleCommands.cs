using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>The commands of the way that a spec drives: <c>modelops.yaml</c> or <c>.mops-bundle.yaml</c> says what a bundle is.</summary>
internal static class BundleCommands
{
    /// <summary>The commands in the order of the help.</summary>
    public static IReadOnlyList<Command> Create(CliContext context) =>
    [
        BundleScanCommand.Create(context),
        BundlePlanCommand.Create(context),
        BundleResolveCommand.Create(context),
        BundleMaterializeCommand.Create(context),
        BundleVerifyCommand.Create(context),
        BundleExportCommand.Create(context),
        BundleImportCommand.Create(context),
        BundlePromoteCommand.Create(context),
        BundleGcCommand.Create(context),
    ];
}
