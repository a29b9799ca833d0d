using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle diff</c>: what a project has otherwise than its registry.</summary>
internal static class BundleDiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var tag = new Option<string?>("--tag") { HelpName = "TAG", Description = "The tag to compare with; the project's own by default" };
        return new Command("diff", "Show what differs between the tracked files and the registry; exit status 1 if anything does") { tag }.Runs(async (parse, cancellationToken) =>
        {
            var answer = await ProjectDiffAction.RunAsync(context, parse.GetValue(tag), cancellationToken);
            parse.Answer(context).Write(answer, BundlesJson.Default.ProjectDiffAnswer, ProjectDiffAction.Render);
            return answer.IsEqual ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }
}
