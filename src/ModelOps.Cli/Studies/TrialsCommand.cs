using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive trials</c>: every trial of a run.</summary>
internal static class TrialsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        return new Command("trials", "List the trials of a run") { run }.Runs(parse =>
        {
            IReadOnlyList<TrialRow> rows = [.. LocalState.Runs(context).Read(parse.GetRequiredValue(run)).Trials.Select(StudyAnswers.RowOf)];
            parse.Answer(context).Write(rows, StudiesJson.Default.IReadOnlyListTrialRow, StudyText.Render);
            return ExitStatus.Ok;
        });
    }
}
