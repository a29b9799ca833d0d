using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive status</c>: what is known of a run, also while it runs.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        return new Command("status", "Show how far a run is and its best trial") { run }.Runs(parse =>
        {
            var answer = StudyAnswers.Of(LocalState.Runs(context).Read(parse.GetRequiredValue(run)));
            parse.Answer(context).Write(answer, StudiesJson.Default.StudyAnswer, StudyText.Render);
            return ExitStatus.Ok;
        });
    }
}
