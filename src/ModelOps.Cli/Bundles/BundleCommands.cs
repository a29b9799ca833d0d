using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>The commands of <c>mops bundle</c>, in the order of the help. A new one is a line here.</summary>
internal static class BundleCommands
{
    /// <summary>All of them: first those about tracked projects, then those about specs and pushed bundles; some are about both.</summary>
    public static IEnumerable<Command> All(CliContext context) =>
    [
        BundleInitCommand.Create(context),
        BundleDiscoverCommand.Create(context),
        BundleManifestCommand.Create(context),
        BundleAddCommand.Create(context),
        BundleRemoveCommand.Create(context),
        BundleStatusCommand.Create(context),
        BundlePushCommand.Create(context),
        BundlePullCommand.Create(context),
        BundleDiffCommand.Create(context),
        BundleLogCommand.Create(context),
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
