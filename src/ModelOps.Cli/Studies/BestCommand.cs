using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive best</c>: the completed trial with the smallest loss.</summary>
internal static class BestCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        return new Command("best", "Show the trial with the smallest loss") { run, dsn }.Runs(async (parse, cancellationToken) =>
        {
            await using var recorded = await RecordedRun.OpenTrialsAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            var answer = StudyAnswers.Of(recorded.Trials.Sum(), recorded.Trials);
            var best = answer.Best ?? throw new NotFoundException(
                "no_best", $"Run '{answer.Run}' has no completed trial.", $"'mops adaptive trials {answer.Run}' shows what became of them.");
            parse.Answer(context).Write(best with { Answer = answer.Answer }, StudiesJson.Default.BestTrial, StudyText.RenderBest);
            return ExitStatus.Ok;
        });
    }
}
