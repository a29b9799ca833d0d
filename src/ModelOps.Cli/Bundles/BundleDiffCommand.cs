using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle diff</c>: what a folder with a spec has otherwise than a pushed bundle, or one bundle than another.</summary>
internal static class BundleDiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var reference = BundleArguments.Reference();
        var other = new Argument<string>("OTHER") { Description = "What to compare it with: another reference or ./FOLDER; the working directory by default", DefaultValueFactory = static _ => "." };
        return new Command("diff", "Show what differs between a bundle and a folder with a spec; exit status 1 if anything does") { reference, other }.Runs(async (parse, cancellationToken) =>
        {
            var answer = await BundleComparison.RunAsync(context, parse.GetRequiredValue(reference), parse.GetRequiredValue(other), cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundleDiffAnswer, BundleComparison.Render);
            return answer.IsEqual ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }
}
