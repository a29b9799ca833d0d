using System.Text;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Templates;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow;

/// <summary>
/// Starts a project, or gives one that is there another registry. Repeating it is harmless: files that are there are never overwritten,
/// and the settings, which make a folder a project, are written last.
/// </summary>
public static class ProjectInit
{
    private const string GitIgnore = ".gitignore";
    private const string IgnoredState = "# ModelOps Bundle\n" + BundleProject.StateFolderName + "/\n";

    /// <summary>Starts a project.</summary>
    /// <exception cref="InvalidInputException">Code <c>not_a_folder</c>: a file has the name. Codes of <see cref="ProjectConfig.Load"/>.</exception>
    /// <exception cref="OutsideException">The folder can't be written.</exception>
    public static InitResult Run(InitOptions options)
    {
        if (File.Exists(options.Folder))
            throw new InvalidInputException("not_a_folder", $"'{options.Folder}' is a file; expected a folder, or a name that is free.");
        var project = new BundleProject(options.Folder);
        try
        {
            var isMade = !Directory.Exists(options.Folder);
            Directory.CreateDirectory(project.StateFolder);
            using var held = project.Lock();
            var isNew = !project.Exists;
            var before = isNew ? new ProjectConfig(null, RegistryDefaults.Tag) : ProjectConfig.Load(project);
            var template = options.Template ?? (isMade ? TemplateKind.Python : null);
            IReadOnlyList<TemplateFile> files = template is { } kind ? ProjectTemplate.Files(kind, project.Name) : [ProjectTemplate.Ignoring];
            var created = files.Where(file => Create(project, file)).Select(file => file.Path).ToList();
            if (IgnoreState(project)) created.Add(GitIgnore);
            var after = Settings(before, options.Registry);
            var isMoved = before.RegistryRef is not null && after.RegistryRef != before.RegistryRef;
            // What was common with one repository says nothing of another.
            if (isMoved) SyncStateFile.Save(project, SyncState.None);
            if (isNew || after != before) after.Save(project);
            return new(project, after, isNew, created, isMoved ? before.RegistryRef : null);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("start a project in", options.Folder, cause);
        }
    }

    /// <summary>Whether a file is as a start of a project writes it where there is none: nobody's work.</summary>
    internal static bool IsPristine(string path, string sha256) => path switch
    {
        GitIgnore => sha256 == Digest.Of(Encoding.UTF8.GetBytes(IgnoredState)).Hex,
        _ => path == ProjectTemplate.Ignoring.Path && sha256 == Digest.Of(ProjectTemplate.Ignoring.Content).Hex,
    };

    private static ProjectConfig Settings(ProjectConfig before, RegistryTarget? registry) =>
        registry is null ? before : new(registry.Reference, registry.Tag ?? before.DefaultTag);

    private static bool Create(BundleProject project, TemplateFile file)
    {
        var path = project.PathOf(file.Path);
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, file.Content);
        return true;
    }

    // The state of tracking is this work tree's own; what it tracks is pushed.
    private static bool IgnoreState(BundleProject project)
    {
        var path = project.PathOf(GitIgnore);
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        if (text.Split('\n').Any(line => line.Trim().Trim('/') == BundleProject.StateFolderName)) return false;
        var separator = text.Length == 0 ? "" : text.EndsWith('\n') ? "\n" : "\n\n";
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text + separator + IgnoredState));
        return true;
    }
}
