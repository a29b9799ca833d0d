using System.CommandLine;
using ModelOps.Bundles.Materializing;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle materialize</c>: the files of a role in a folder.</summary>
internal static class BundleMaterializeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) =>
        Describe(new Command("materialize", "Write the files of a bundle's role into a folder, large external ones as pointers"), context);

    /// <summary>Gives a command the arguments and the work of this one: <c>pull REF DIR</c> is the same.</summary>
    public static Command Describe(Command command, CliContext context)
    {
        var reference = BundleArguments.Reference();
        var folder = new Argument<string>("DEST") { Description = "The folder, made if it is missing" };
        var role = BundleArguments.Role();
        var overwrite = new Option<bool>("--overwrite", "--force") { Description = "Replace what is in the way" };
        var prefetch = new Option<bool>("--prefetch-external") { Description = "Fetch external files, too" };
        foreach (var argument in new[] { reference, folder }) command.Add(argument);
        foreach (var option in new Option[] { role, overwrite, prefetch }) command.Add(option);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var began = context.Time.GetTimestamp();
            using var remote = await RemoteBundle.OpenAsync(context, parse.GetRequiredValue(reference), cancellationToken);
            using var bar = new TransferBar(context);
            var options = new MaterializeOptions
            {
                Role = parse.GetValue(role),
                Overwrite = parse.GetValue(overwrite),
                PrefetchExternal = parse.GetValue(prefetch),
                Reference = remote.Target,
                External = BundlePorts.External(context),
                Progress = bar,
            };
            var destination = context.Resolve(parse.GetRequiredValue(folder));
            var result = await new Materializer(remote.Cache, remote.Repository).RunAsync(remote.Bundle, destination, options, cancellationToken);
            var summary = BundleSummary.Of(context, began, remote.Target, result.Digest, result.Role, result.Files.Count, result.BytesWritten);
            parse.Answer(context).Write(BundleMaterializeAnswer.Of(result, destination, summary), BundleSpecsJson.Default.BundleMaterializeAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static void Render(BundleMaterializeAnswer answer, TextWriter output)
    {
        output.Write(answer.Summary.Line("Materialized"));
        if (answer.ExternalPointers > 0) output.Write($"{answer.ExternalPointers} pointers to external files; --prefetch-external fetches the files\n");
    }
}
