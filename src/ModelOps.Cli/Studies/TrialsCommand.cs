using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive trials</c>: every trial of a run.</summary>
internal static class TrialsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        return new Command("trials", "List the trials of a run") { run, dsn }.Runs(async (parse, cancellationToken) =>
        {
            await using var recorded = await RecordedRun.OpenTrialsAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            IReadOnlyList<TrialRow> rows = [.. recorded.Trials.Read().Select(trial => StudyAnswers.RowOf(recorded.Trials.Header, trial))];
            parse.Answer(context).Write(rows, StudiesJson.Default.IReadOnlyListTrialRow, StudyText.Render);
            return ExitStatus.Ok;
        });
    }
}
