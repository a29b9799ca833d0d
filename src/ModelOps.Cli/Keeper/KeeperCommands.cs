using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Chords;
using ModelOps.Cli.Keeper.Demos;
using ModelOps.Cli.Keeper.Doctor;
using ModelOps.Cli.Keeper.Evaluation;
using ModelOps.Cli.Keeper.Exports;
using ModelOps.Cli.Keeper.Fleet;
using ModelOps.Cli.Keeper.Kubernetes;
using ModelOps.Cli.Keeper.Licensing;
using ModelOps.Cli.Keeper.Loops;
using ModelOps.Cli.Keeper.Observing;
using ModelOps.Cli.Keeper.Passports;
using ModelOps.Cli.Keeper.Policies;
using ModelOps.Cli.Keeper.Quickstarts;
using ModelOps.Cli.Keeper.Returns;

namespace ModelOps.Cli.Keeper;

/// <summary>The commands of the keeper, in the order of the help. A new one is a line here.</summary>
internal static class KeeperCommands
{
    /// <summary>All of them.</summary>
    /// <param name="context">The run.</param>
    /// <param name="run">Runs a command by its command line, for those that play others.</param>
    public static IEnumerable<Command> All(CliContext context, KeeperRun run) =>
    [
        ObserveCommand.Create(context),
        ClosedLoopCommand.Create(context),
        PolicyCommand.Create(context),
        KubernetesCommand.Create(context),
        ChordsCommand.Create(context),
        LicenseCommand.Create(context),
        EvalCommand.Create(context),
        FleetCommand.Create(context),
        RoiCommand.Create(context),
        PassportCommand.Create(context),
        ExportCommand.Create(context),
        DemoCommand.Create(context, run),
        QuickstartCommand.Create(context, run),
        DoctorCommand.Create(context),
    ];
}
