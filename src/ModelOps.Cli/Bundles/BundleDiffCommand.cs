using System.CommandLine;
using ModelOps.Bundles.Specs;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle diff</c>: what a project has otherwise than its registry, or a folder with a spec or a bundle than another.</summary>
internal static class BundleDiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var reference = new Argument<string?>("REF") { Description = "A bundle; by default the project's own, or the version of the spec in the working directory", Arity = ArgumentArity.ZeroOrOne };
        var other = new Argument<string?>("OTHER") { Description = "What to compare it with: another bundle or ./FOLDER with a spec; by default the working directory", Arity = ArgumentArity.ZeroOrOne };
        var tag = new Option<string?>("--tag") { HelpName = "TAG", Description = "The tag to compare a project with; its own by default" };
        return new Command("diff", "Show what differs from what was pushed; exit status 1 if anything does") { reference, other, tag }.Runs(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(reference) is null && !WayIn.IsSpec(context))
            {
                var diff = await ProjectDiffAction.RunAsync(context, parse.GetValue(tag), cancellationToken);
                parse.Answer(context).Write(diff, BundlesJson.Default.ProjectDiffAnswer, ProjectDiffAction.Render);
                return diff.IsEqual ? ExitStatus.Ok : ExitStatus.Failures;
            }
            WayIn.Refuse(parse, "bundles that are named", tag);
            var answer = await BundleComparison.RunAsync(
                context, parse.GetValue(reference) ?? OwnVersion(context), parse.GetValue(other) ?? ".", cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundleDiffAnswer, BundleComparison.Render);
            return answer.IsEqual ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    private static string OwnVersion(CliContext context)
    {
        var spec = BundleSpecReader.Read(BundleSpecFile.Find(context.WorkingDirectory));
        return $"{spec.Name}:{spec.Version}";
    }
}
