using System.CommandLine;
using ModelOps.Bundles.Archives;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle import</c>: unpack an exported archive and check every file.</summary>
internal static class BundleImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var archive = new Argument<string>("ARCHIVE") { Description = "A .tar or .tar.gz that export made" };
        var folder = new Argument<string>("DEST") { Description = "A folder that is missing or empty" };
        return new Command("import", "Unpack an exported archive into a new folder and check every file") { archive, folder }.Runs(async (parse, cancellationToken) =>
        {
            var began = context.Time.GetTimestamp();
            var destination = context.Resolve(parse.GetRequiredValue(folder));
            var result = await BundleArchive.ImportAsync(context.Resolve(parse.GetRequiredValue(archive)), destination, cancellationToken);
            parse.Answer(context).Write(ArchiveAnswer.Of(context, began, result, destination), BundleSpecsJson.Default.ArchiveAnswer, (answer, text) =>
            {
                text.Write($"Imported {answer.Archive} to {answer.Folder}\n");
                answer.RenderSize(text);
            });
            return ExitStatus.Ok;
        });
    }
}
