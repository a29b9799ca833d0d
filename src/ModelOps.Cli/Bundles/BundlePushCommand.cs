using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle push</c>: the files of a spec as a bundle in a registry.</summary>
internal static class BundlePushCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var folder = SpecFolder.Argument();
        var to = new Option<string?>("--to") { HelpName = "REPO", Description = "The repository: registry.host/name or oci:FOLDER; by default the spec's name in the default registry" };
        var tags = new Option<string[]>("--tag") { HelpName = "TAG", Description = "Set this tag as well" };
        var bump = new Option<string?>("--bump") { HelpName = "PART", Description = "Raise the version in the spec first: major, minor or patch" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be sent, and send nothing" };
        var force = new Option<bool>("--force") { Description = "Replace a version that was pushed already" };
        return new Command("push", "Push the files that the bundle spec takes") { folder, to, tags, bump, dryRun, force }.Runs(async (parse, cancellationToken) =>
        {
            var request = new SpecPushRequest(parse.GetRequiredValue(folder))
            {
                To = parse.GetValue(to),
                Tags = parse.GetValue(tags) ?? [],
                Bump = parse.GetValue(bump),
                DryRun = parse.GetValue(dryRun),
                Force = parse.GetValue(force),
            };
            var answer = await SpecPushAction.RunAsync(context, request, cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundlePushAnswer, SpecPushAction.Render);
            return ExitStatus.Ok;
        });
    }
}
