using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle pull</c>: what the registry has of a project; with a reference the same as <c>materialize</c>.</summary>
internal static class BundlePullCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var reference = new Argument<string?>("REF") { Description = "A bundle to materialize into DEST; by default the project's own is pulled", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Argument<string?>("DEST") { Description = "The folder of a bundle that is named", Arity = ArgumentArity.ZeroOrOne };
        var tag = new Option<string?>("--tag") { HelpName = "TAG", Description = "The tag to pull; the project's own by default" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing" };
        var force = new Option<bool>("--force", "--overwrite") { Description = "Take the registry's state where files were edited or removed here, too" };
        var role = BundleArguments.Role();
        var prefetch = BundleArguments.PrefetchExternal();
        var noCache = BundleArguments.NoCache();
        return new Command("pull", "Bring the tracked files to what the registry has; with REF and DEST as materialize") { reference, folder, tag, dryRun, force, role, prefetch, noCache }.Runs(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(reference) is { } named)
            {
                WayIn.Refuse(parse, "a bundle that is named", tag, dryRun);
                var destination = parse.GetValue(folder) ?? throw new InvalidInputException("usage", "pull REF needs a folder to write to.", $"mops bundle pull {named} DEST");
                var request = new MaterializeRequest(named, destination, parse.GetValue(role), parse.GetValue(force), parse.GetValue(prefetch)) { NoCache = parse.GetValue(noCache) };
                var materialized = await MaterializeAction.RunAsync(context, request, cancellationToken);
                parse.Answer(context).Write(materialized, BundleSpecsJson.Default.BundleMaterializeAnswer, MaterializeAction.Render);
                return ExitStatus.Ok;
            }
            WayIn.Refuse(parse, "a tracked project", role, prefetch, noCache);
            var answer = await ProjectPullAction.RunAsync(context, parse.GetValue(tag), new(parse.GetValue(dryRun), parse.GetValue(force)), cancellationToken);
            parse.Answer(context).Write(answer, BundlesJson.Default.ProjectPullAnswer, ProjectPullAction.Render);
            return ExitStatus.Ok;
        });
    }
}
