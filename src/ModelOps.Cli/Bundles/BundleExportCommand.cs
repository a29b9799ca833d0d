using System.CommandLine;
using ModelOps.Bundles.Archives;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle export</c>: a folder as an archive whose bytes depend on nothing but the folder.</summary>
internal static class BundleExportCommand
{
    private const string None = "none";
    private const string Gzip = "gzip";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var source = new Argument<string>("SRC") { Description = "The folder, such as a materialised bundle" };
        var output = new Argument<string?>("OUT") { Description = "The archive; by default the folder's name and .tar or .tar.gz, in the working directory", Arity = ArgumentArity.ZeroOrOne };
        var compression = new Option<string>("--compression") { HelpName = $"{None}|{Gzip}", Description = $"{None} by default: then equal folders give equal bytes everywhere", DefaultValueFactory = static _ => None };
        compression.AcceptOnlyFromAmong(None, Gzip);
        var external = new Option<bool>("--include-external") { Description = "Take external files that were fetched, too, not only their pointers" };
        return new Command("export", "Write a folder to an archive; equal folders give equal bytes") { source, output, compression, external }.Runs(async (parse, cancellationToken) =>
        {
            var began = context.Time.GetTimestamp();
            var kind = parse.GetValue(compression) == Gzip ? ArchiveCompression.Gzip : ArchiveCompression.None;
            var folder = context.Resolve(parse.GetRequiredValue(source));
            var archive = context.Resolve(parse.GetValue(output) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) + (kind == ArchiveCompression.Gzip ? ".tar.gz" : ".tar"));
            var result = await BundleArchive.ExportAsync(folder, archive, kind, parse.GetValue(external), cancellationToken);
            parse.Answer(context).Write(ArchiveAnswer.Of(context, began, result, folder), BundleSpecsJson.Default.ArchiveAnswer, (answer, text) =>
            {
                text.Write($"Exported {answer.Folder} to {answer.Archive}\nExternal data: {(parse.GetValue(external) ? "included" : "pointer files only")}\n");
                answer.RenderSize(text);
            });
            return ExitStatus.Ok;
        });
    }
}
