using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle materialize</c>: the files of a role in a folder.</summary>
internal static class BundleMaterializeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var reference = BundleArguments.Reference();
        var folder = new Argument<string>("DEST") { Description = "The folder, made if it is missing" };
        var role = BundleArguments.Role();
        var overwrite = new Option<bool>("--overwrite", "--force") { Description = "Replace what is in the way" };
        var prefetch = BundleArguments.PrefetchExternal();
        var noCache = BundleArguments.NoCache();
        return new Command("materialize", "Write the files of a bundle's role into a folder, external ones as pointers") { reference, folder, role, overwrite, prefetch, noCache }.Runs(async (parse, cancellationToken) =>
        {
            var request = new MaterializeRequest(
                parse.GetRequiredValue(reference), parse.GetRequiredValue(folder), parse.GetValue(role), parse.GetValue(overwrite), parse.GetValue(prefetch))
            {
                NoCache = parse.GetValue(noCache),
            };
            var answer = await MaterializeAction.RunAsync(context, request, cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundleMaterializeAnswer, MaterializeAction.Render);
            return ExitStatus.Ok;
        });
    }
}
