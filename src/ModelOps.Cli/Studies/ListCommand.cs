using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Adaptive.Launching;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive list</c>: the runs of this project.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("list", "List the runs").Runs(parse =>
    {
        var runs = LocalState.Runs(context);
        IReadOnlyList<RunRow> rows = [.. runs.Runs().Select(run => RowOf(runs, run))];
        parse.Answer(context).Write(rows, StudiesJson.Default.IReadOnlyListRunRow, StudyText.Render);
        return ExitStatus.Ok;
    });

    // One damaged run must not hide the others.
    private static RunRow RowOf(RunsFolder runs, string run)
    {
        try
        {
            var state = runs.Read(run);
            return new(run, StudyAnswers.StatusOf(state), state.Trials.Count(trial => trial.Result is not null), state.Best?.Result!.Loss);
        }
        catch (CorruptDataException)
        {
            return new(run, "unreadable", 0, null);
        }
    }
}
