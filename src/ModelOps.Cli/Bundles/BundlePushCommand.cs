using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle push</c>: the tracked files of a project, or the files that a spec takes.</summary>
internal static class BundlePushCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var folder = new Argument<string?>("DIR") { Description = "A folder with modelops.yaml or .mops-bundle.yaml; by default the project, or the spec of the working directory", Arity = ArgumentArity.ZeroOrOne };
        var tag = new Option<string?>("--tag") { HelpName = "TAG", Description = "The tag to set; the project's own by default. With a spec: a tag beside the version" };
        var to = new Option<string?>("--to") { HelpName = "REPO", Description = "With a spec: the repository, registry.host/name or oci:FOLDER; by default the spec's name in the default registry" };
        var bump = new Option<string?>("--bump") { HelpName = "PART", Description = "With a spec: raise its version first: major, minor or patch" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be sent, and change nothing" };
        var force = new Option<bool>("--force") { Description = "Replace what somebody else has pushed meanwhile, or a version that was pushed already" };
        return new Command("push", "Push the tracked files of a project, or the files of a bundle spec") { folder, tag, to, bump, dryRun, force }.Runs(async (parse, cancellationToken) =>
        {
            var (isDry, isForced) = (parse.GetValue(dryRun), parse.GetValue(force));
            if (parse.GetValue(folder) is null && !WayIn.IsSpec(context))
            {
                WayIn.Refuse(parse, "a tracked project", to, bump);
                var pushed = await ProjectPushAction.RunAsync(context, parse.GetValue(tag), new(isDry, isForced), cancellationToken);
                parse.Answer(context).Write(pushed, BundlesJson.Default.ProjectPushAnswer, ProjectPushAction.Render);
                return ExitStatus.Ok;
            }
            var request = new SpecPushRequest(parse.GetValue(folder) ?? ".")
            {
                To = parse.GetValue(to),
                Tags = parse.GetValue(tag) is { } other ? [other] : [],
                Bump = parse.GetValue(bump),
                DryRun = isDry,
                Force = isForced,
            };
            var answer = await SpecPushAction.RunAsync(context, request, cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundlePushAnswer, SpecPushAction.Render);
            return ExitStatus.Ok;
        });
    }
}
