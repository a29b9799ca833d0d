using System.CommandLine;
using System.CommandLine.Help;
using ModelOps.Cli.Bundles;
using ModelOps.Cli.Caches;
using ModelOps.Cli.Clusters;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper;
using ModelOps.Cli.Simulations;
using ModelOps.Cli.Studies;
using ModelOps.Cli.Tables;
using ModelOps.Cli.Tools;

namespace ModelOps.Cli;

/// <summary>All commands. A new one is a line here.</summary>
internal static class CommandTree
{
    /// <summary>The tool's root command.</summary>
    public static RootCommand Build(CliContext context)
    {
        CommandGroup[] groups =
        [
            new("Studies", [AdaptiveCommand.Create(context)]),
            new("Simulations", [SimCommand.Create(context), ClusterCommand.Create(context), CacheCommand.Create(context)]),
            new("Bundles", [BundleCommand.Create(context)]),
            new("Workloads", [KeeperCommand.Create(context)]),
            new("Tables", [TableCommand.Create(context)]),
            new("The tool", [DoctorCommand.Create(context), ConfigCommand.Create(context), CompletionCommand.Create(context), VersionCommand.Create(context)]),
        ];
        var root = new RootCommand("mops packages, runs and calibrates simulation models, reproducibly.") { GlobalOptions.Json, GlobalOptions.Debug };
        foreach (var command in groups.SelectMany(group => group.Commands)) root.Add(command);
        root.Action = new GroupedHelp(groups, asked: false);
        root.Options.OfType<HelpOption>().Single().Action = new GroupedHelp(groups, asked: true);
        return root;
    }
}
