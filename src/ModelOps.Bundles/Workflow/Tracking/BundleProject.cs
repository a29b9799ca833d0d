using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>A project folder whose files are tracked: it has a folder <c>.modelops-bundle/</c>.</summary>
public sealed class BundleProject
{
    /// <summary>The folder with the state of tracking.</summary>
    public const string StateFolderName = ".modelops-bundle";

    /// <summary>Names a project.</summary>
    /// <param name="root">The absolute path of its folder.</param>
    public BundleProject(string root) => Root = root;

    /// <summary>The absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>Its name: that of the folder.</summary>
    public string Name => Path.GetFileName(Root);

    /// <summary>Where the state of tracking is kept.</summary>
    public string StateFolder => Path.Combine(Root, StateFolderName);

    /// <summary>Whether the folder is a project yet.</summary>
    public bool Exists => File.Exists(Path.Combine(StateFolder, ProjectConfig.FileName));

    /// <summary>The project of a folder: the nearest one among the folder and those above it.</summary>
    /// <exception cref="InvalidInputException">Code <c>not_a_bundle_project</c>: there is none.</exception>
    public static BundleProject Find(string folder) => TryFind(folder) ?? throw new InvalidInputException(
        "not_a_bundle_project",
        $"Not inside a modelops-bundle project: neither '{folder}' nor a folder above it has a {StateFolderName}/.",
        "Start one with 'mops bundle init', or go into a project's folder.");

    /// <summary>The project of a folder; <see langword="null"/> if it is in none.</summary>
    public static BundleProject? TryFind(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (new BundleProject(at) is { Exists: true } project) return project;
        }
        return null;
    }

    /// <summary>The absolute path of a file by its path in the project.</summary>
    public string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>Holds the project, so that no other command changes its state meanwhile.</summary>
    /// <exception cref="ConflictException">Code <c>locked</c>: another command holds it.</exception>
    /// <exception cref="OutsideException">The folder can't be written.</exception>
    public FileLock Lock()
    {
        try
        {
            return FileLock.Acquire(Path.Combine(StateFolder, "lock"), $"The project '{Name}'");
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("lock the project", Root, cause);
        }
    }
}
