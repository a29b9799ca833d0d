using System.CommandLine;
using System.Globalization;
using ModelOps.Bundles.Publishing;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle plan</c>: where the files of a spec would go. Nothing is asked of a registry or store, and no file is read.</summary>
internal static class BundlePlanCommand
{
    private const string Registry = "registry";
    private const string External = "external";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var folder = SpecFolder.Argument();
        var preview = new Option<bool>("--external-preview") { Description = "List only what goes to object stores, with its addresses" };
        return new Command("plan", "Show which files a push would send to the registry and which to object stores") { folder, preview }.Runs((parse, cancellationToken) =>
        {
            var project = SpecFolder.Load(context, parse.GetRequiredValue(folder), cancellationToken);
            parse.Answer(context).Write(Describe(project, parse.GetValue(preview)), BundleSpecsJson.Default.BundlePlanAnswer, Render);
            return Task.FromResult(ExitStatus.Ok);
        });
    }

    private static BundlePlanAnswer Describe(SpecProject project, bool onlyExternal)
    {
        var (stored, external) = (project.Plan.Files.Where(file => file.External is null).ToList(), project.Plan.Files.Where(file => file.External is not null).ToList());
        return new(
            project.Spec.Name,
            project.Spec.Version,
            [
                .. project.Plan.Files.Where(file => !onlyExternal || file.External is not null).Select(file => new PlannedEntry(
                    file.Path, file.Size, file.Layer, file.External is null ? Registry : External, file.External?.ToString(), file.Tier?.ToString().ToLowerInvariant(), file.Reason)),
            ],
            project.Plan.Files.Count,
            stored.Sum(file => file.Size),
            external.Sum(file => file.Size),
            project.Spec.Roles.ToDictionary(role => role.Name, role => role.Layers, StringComparer.Ordinal));
    }

    private static void Render(BundlePlanAnswer answer, TextWriter output)
    {
        output.Write($"Bundle: {answer.Name}:{answer.Version}\n");
        foreach (var (role, layers) in answer.Roles.OrderBy(role => role.Key, StringComparer.Ordinal)) output.Write($"  {role}: [{string.Join(", ", layers)}]\n");
        output.Write('\n');
        TextTable.Write(output, ["PATH", "SIZE", "LAYER", "GOES TO", "WHY"], answer.Files.Select(file => (IReadOnlyList<string>)
        [
            file.Path, ByteSize.Text(file.Size), file.Layer, file.Uri ?? file.Decision, file.Reason,
        ]));
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{BundleText.Files(answer.TotalFiles)}: {ByteSize.Text(answer.TotalRegistrySize)} to the registry, {ByteSize.Text(answer.TotalExternalSize)} to object stores\n"));
    }
}
