using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive</c>: studies.</summary>
internal static class AdaptiveCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("adaptive", "Calibrate a model: run studies and read their results")
    {
        RunCommand.Create(context),
        WorkerCommand.Create(context),
        StatusCommand.Create(context),
        WatchCommand.Create(context),
        TrialsCommand.Create(context),
        BestCommand.Create(context),
        ReportCommand.Create(context),
        CalibrateCheckCommand.Create(context),
        ExportCommand.Create(context),
        ListCommand.Create(context),
        CancelCommand.Create(context),
        CopyCommand.Create(context),
    };
}
