using ModelOps.Bundles.Discovery.Manifests;
using ModelOps.Bundles.Discovery.Projects;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Specs.Patterns;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow;

/// <summary>
/// Makes a project's <c>manifest.json</c>: the models that <c>pyproject.toml</c> declares, or where it declares none those that are found,
/// and their files. Nothing of the project is run.
/// </summary>
/// <param name="root">The project's folder.</param>
/// <param name="interpreter">The Python interpreter, needed only where models are to be found in Python files.</param>
public sealed class ProjectManifest(string root, string interpreter)
{
    private static readonly HashSet<string> None = [];

    /// <summary>Where the manifest is.</summary>
    public string FilePath => Path.Combine(root, ModelManifest.FileName);

    /// <summary>Makes the manifest of the files as they are.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>model_files_missing</c>: a model's files are not there. Codes of <see cref="ProjectModels.Read"/> and <see cref="ModelDiscovery.DiscoverAsync"/>.
    /// </exception>
    /// <exception cref="OutsideException">A file can't be read, or there is no interpreter.</exception>
    public async Task<ModelManifest> MakeAsync(CancellationToken cancellationToken)
    {
        var declared = await ModelsAsync(cancellationToken);
        var tree = new ProjectTree(new BundleProject(root)).Find("", None, withIgnored: false, cancellationToken).Where(path => RegularFile.Is(Path.Combine(root, path))).ToList();
        var models = declared.ToDictionary(model => model.Id, model => new ManifestModel(model.Class, FilesOf(model, tree)), StringComparer.Ordinal);
        var paths = models.Values.SelectMany(model => model.Files).Distinct(StringComparer.Ordinal).ToList();
        var folder = await PinnedFolder.ReadAsync(root, paths, cancellationToken);
        return new(models, folder.Files.ToDictionary(file => file.Path, file => new ManifestFile(file.Sha256, file.Size), StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<ProjectModel>> ModelsAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(root, ProjectModels.FileName);
        if (File.Exists(file) && ProjectModels.Read(file) is { } declared) return declared;
        var found = await ModelDiscovery.DiscoverAsync(root, interpreter, cancellationToken);
        return [.. found.Models.Select(model => new ProjectModel(model.Entrypoint, model.Entrypoint, [model.File, .. model.Files])).DistinctBy(model => model.Id)];
    }

    private List<string> FilesOf(ProjectModel model, List<string> tree)
    {
        if (model.Files.Count == 0) return [ModuleOf(model)];
        var files = new SortedSet<string>(Contents.Utf8Order.Instance);
        foreach (var pattern in model.Files)
        {
            // A file that is named is meant, also where ignore rules exclude it.
            if (RegularFile.Is(Path.Combine(root, pattern))) files.Add(pattern);
            var matcher = GlobPattern.Choosing(pattern);
            files.UnionWith(tree.Where(path => path != ModelManifest.FileName && matcher.IsMatch(path)));
        }
        return files.Count > 0 ? [.. files] : throw Missing(model, string.Join("', '", model.Files));
    }

    private string ModuleOf(ProjectModel model)
    {
        var entrypoint = Entrypoint.Parse(model.Class);
        var module = entrypoint.Container.Replace('.', '/');
        string[] places = entrypoint.Kind == EntrypointKind.DotNet
            ? [entrypoint.Container]
            : [$"{module}.py", $"src/{module}.py", $"{module}/__init__.py", $"src/{module}/__init__.py"];
        return places.FirstOrDefault(place => RegularFile.Is(Path.Combine(root, place))) ?? throw Missing(model, string.Join("', '", places));
    }

    private static InvalidInputException Missing(ProjectModel model, string places) => new(
        "model_files_missing", $"There is no file of the model '{model.Id}'; looked for '{places}'.", $"Correct its files in {ProjectModels.FileName}.");
}
