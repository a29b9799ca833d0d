using System.CommandLine;
using ModelOps.Bundles.Discovery;
using ModelOps.Bundles.Discovery.Projects;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Durability.Files;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle discover</c>: the models in a project's source. Nothing of the project is run.</summary>
internal static class BundleDiscoverCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var interactive = new Option<bool>("--interactive", "-i") { Description = "Ask for each model whether it is meant" };
        var save = new Option<bool>("--save") { Description = $"Add the models to {ProjectModels.FileName}; everything else in it stays as it is" };
        return new Command("discover", "Find models in the source, without running it") { interactive, save }.Runs(async (parse, cancellationToken) =>
        {
            var root = BundleProject.TryFind(context.WorkingDirectory)?.Root ?? context.WorkingDirectory;
            var result = await ModelDiscovery.DiscoverAsync(root, BundlePorts.Python(context), cancellationToken);
            foreach (var warning in result.Warnings) context.Error.Write($"Warning: {warning}\n");
            var chosen = parse.GetValue(interactive) ? Choose(context, result.Models) : result.Models;
            var saved = parse.GetValue(save) ? Save(Path.Combine(root, ProjectModels.FileName), chosen) : null;
            var answer = new BundleDiscoverAnswer(
                [.. chosen.Select(model => new DiscoveredRow(model.Entrypoint, model.File, model.Line, model.Methods))],
                [.. result.Warnings.Select(warning => warning.ToString())],
                saved);
            parse.Answer(context).Write(answer, BundlesJson.Default.BundleDiscoverAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    // Asked on standard error: the answer of the command is on standard output. No answer means yes.
    private static List<DiscoveredModel> Choose(CliContext context, IReadOnlyList<DiscoveredModel> models)
    {
        using var answers = new StreamReader(context.OpenInput());
        return [.. models.Where(IsMeant)];

        bool IsMeant(DiscoveredModel model)
        {
            context.Error.Write($"Include {model.Entrypoint} ({model.File}:{model.Line})? [Y/n] ");
            return answers.ReadLine()?.Trim().StartsWith("n", StringComparison.OrdinalIgnoreCase) != true;
        }
    }

    private static IReadOnlyList<string> Save(string file, IReadOnlyList<DiscoveredModel> models)
    {
        if (models.Count == 0) return [];
        if (!File.Exists(file)) AtomicFile.Write(file, "");
        return ProjectModels.Save(file, models);
    }

    private static void Render(BundleDiscoverAnswer answer, TextWriter output)
    {
        if (answer.Models.Count == 0)
        {
            output.Write("No models found\nModels have 'simulate' or 'parameters' methods, or implement ISimulationModel; looked for in src/, models/, *.py and *.cs.\n");
            return;
        }
        output.Write($"Discovered Models ({answer.Models.Count})\n");
        TextTable.Write(
            output,
            ["MODEL", "FILE", "LINE", "METHODS"],
            answer.Models.Select(model => (string[])[model.Model, model.File, $"{model.Line}", string.Join(", ", model.Methods)]));
        if (answer.Saved is null) return;
        output.Write(answer.Saved.Count == 0
            ? $"All models already in {ProjectModels.FileName}\n"
            : $"Added {answer.Saved.Count} {(answer.Saved.Count == 1 ? "model" : "models")} to {ProjectModels.FileName}\n");
    }
}
