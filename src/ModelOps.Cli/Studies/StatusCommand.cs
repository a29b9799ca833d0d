using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive status</c>: what is known of a run, also while it runs.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        return new Command("status", "Show how far a run is and its best trial") { run, dsn }.Runs(async (parse, cancellationToken) =>
        {
            await using var recorded = await RecordedRun.OpenTrialsAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            var answer = StudyAnswers.Of(recorded.Trials.Sum(), recorded.Trials);
            parse.Answer(context).Write(answer, StudiesJson.Default.StudyAnswer, StudyText.Render);
            return ExitStatus.Ok;
        });
    }
}
