using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle pull</c>: what the registry has of a project.</summary>
internal static class BundlePullCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var tag = new Option<string?>("--tag") { HelpName = "TAG", Description = "The tag to pull; the project's own by default" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing" };
        var force = new Option<bool>("--force", "--overwrite") { Description = "Take the registry's state where files were edited or removed here, too" };
        return new Command("pull", "Bring the tracked files to what the registry has") { tag, dryRun, force }.Runs(async (parse, cancellationToken) =>
        {
            var answer = await ProjectPullAction.RunAsync(context, parse.GetValue(tag), new(parse.GetValue(dryRun), parse.GetValue(force)), cancellationToken);
            parse.Answer(context).Write(answer, BundlesJson.Default.ProjectPullAnswer, ProjectPullAction.Render);
            return ExitStatus.Ok;
        });
    }
}
