using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Quantities;
using ModelOps.Keeper.Exports;

namespace ModelOps.Cli.Keeper.Exports;

/// <summary><c>keeper export</c>: hand on what the keeper wrote.</summary>
internal static class ExportCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("export", "Hand on what the keeper wrote") { Bundle(context) };

    private static Command Bundle(CliContext context)
    {
        var input = new Option<string>("--in") { HelpName = "DIR", Description = "The folder of the reports", DefaultValueFactory = _ => "report" };
        var output = OutOption.Create("report/bundle");
        return new Command("bundle", "Pack reports into one archive, the same bytes for the same reports") { input, output }.Runs((parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var manifest = new BundleExport(folder, ToolVersion.Text, context.Time).Run(context.Resolve(parse.GetRequiredValue(input)), cancellationToken);
            parse.Answer(context).Write(manifest, ExportsJson.Default.BundleManifest, (bundle, writer) => Render(bundle, folder.Path, writer));
            return Task.FromResult(ExitStatus.Ok);
        });
    }

    private static void Render(BundleManifest manifest, string folder, TextWriter output)
    {
        output.Write($"bundle   {Path.Combine(folder, "bundle.tar.gz")}\n");
        output.Write($"files    {manifest.Metering.Files} ({ByteSize.Text(manifest.Metering.Bytes)})\n");
        output.Write($"run id   {manifest.RunId}\n");
        output.Write($"sha256   {manifest.ArchiveSha256}\n");
        foreach (var note in manifest.Notes) output.Write($"note     {note}\n");
    }
}
