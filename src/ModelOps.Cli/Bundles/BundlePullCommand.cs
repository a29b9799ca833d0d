using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle pull</c>: the same as <c>materialize</c>.</summary>
internal static class BundlePullCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) =>
        BundleMaterializeCommand.Describe(new Command("pull", "Pull a bundle into a folder, as materialize does"), context);
}
