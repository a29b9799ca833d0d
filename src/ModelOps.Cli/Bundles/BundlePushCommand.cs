using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle push</c>: the tracked files of a project.</summary>
internal static class BundlePushCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var tag = new Option<string?>("--tag") { HelpName = "TAG", Description = "The tag to set; the project's own by default" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be sent, and change nothing" };
        var force = new Option<bool>("--force") { Description = "Replace what somebody else has pushed meanwhile" };
        return new Command("push", "Push the tracked files to the project's registry") { tag, dryRun, force }.Runs(async (parse, cancellationToken) =>
        {
            var answer = await ProjectPushAction.RunAsync(context, parse.GetValue(tag), new(parse.GetValue(dryRun), parse.GetValue(force)), cancellationToken);
            parse.Answer(context).Write(answer, BundlesJson.Default.ProjectPushAnswer, ProjectPushAction.Render);
            return ExitStatus.Ok;
        });
    }
}
