using System.CommandLine;
using System.Globalization;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Publishing;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle scan</c>: the files that a spec takes, by layer, and what they hold.</summary>
internal static class BundleScanCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var folder = SpecFolder.Argument();
        return new Command("scan", "Show which files the bundle spec takes into which layer, and the content digest") { folder }.Runs(async (parse, cancellationToken) =>
        {
            var project = SpecFolder.Load(context, parse.GetRequiredValue(folder), cancellationToken);
            var members = await project.ReadAsync(digests: null, cancellationToken);
            parse.Answer(context).Write(Describe(project, members), BundleSpecsJson.Default.BundleScanAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static BundleScanAnswer Describe(SpecProject project, IReadOnlyList<BundleMember> members) => new(
        project.Spec.Name,
        project.Spec.Version,
        project.Spec.File,
        ContentDigest.Of(members.Select(member => member.Entry)).ToString(),
        [
            .. project.Spec.Layers.Select(layer => new ScannedLayer(
                layer.Name,
                layer.Type,
                [
                    .. members.Where(member => member.Layer == layer.Name)
                        .Select(member => new ScannedFile(member.Entry.Path, member.Entry.Size, member.Entry.Sha256.ToString(), member.Entry.Executable)),
                ])),
        ]);

    private static void Render(BundleScanAnswer answer, TextWriter output)
    {
        output.Write($"Bundle: {answer.Name}:{answer.Version}\nContent: {answer.ContentDigest}\n\n");
        TextTable.Write(output, ["LAYER", "TYPE", "FILES", "SIZE"], answer.Layers.Select(layer => (IReadOnlyList<string>)
        [
            layer.Name, layer.Type, layer.Files.Count.ToString(CultureInfo.InvariantCulture), ByteSize.Text(layer.Files.Sum(file => file.Size)),
        ]));
        foreach (var layer in answer.Layers.Where(layer => layer.Files.Count > 0))
        {
            output.Write($"\n{layer.Name}:\n");
            foreach (var file in layer.Files) output.Write($"  {file.Path} ({ByteSize.Text(file.Size)})\n");
        }
    }
}
