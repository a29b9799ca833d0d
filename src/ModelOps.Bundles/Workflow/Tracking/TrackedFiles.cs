using System.Text;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Paths;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>The tracked paths of a project, <c>.modelops-bundle/tracked.txt</c>: one a line, sorted.</summary>
public sealed class TrackedFiles
{
    /// <summary>The name of the file in the state folder.</summary>
    public const string FileName = "tracked.txt";

    // As early versions of the predecessor wrote it.
    private const string OldFileName = "tracked";

    private readonly HashSet<string> _paths;

    private TrackedFiles(IEnumerable<string> paths) => _paths = new(paths, StringComparer.Ordinal);

    /// <summary>The paths.</summary>
    public IReadOnlySet<string> Paths => _paths;

    /// <summary>Reads the paths of a project; none if there is no file yet.</summary>
    /// <exception cref="InvalidInputException">Code <c>unsafe_path</c>: a line is no path that a bundle may have.</exception>
    /// <exception cref="OutsideException">The file can't be read.</exception>
    public static TrackedFiles Load(BundleProject project)
    {
        var file = Path.Combine(project.StateFolder, FileName);
        if (!File.Exists(file)) file = Path.Combine(project.StateFolder, OldFileName);
        try
        {
            var tracked = new TrackedFiles(File.Exists(file) ? File.ReadAllLines(file).Where(line => line.Length > 0) : []);
            foreach (var path in tracked._paths) BundlePath.Check(path, $"'{file}'");
            return tracked;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the file", file, cause);
        }
    }

    /// <summary>Adds paths; gives those that are new, in their order.</summary>
    /// <exception cref="InvalidInputException">Codes <c>unsafe_path</c> and <c>path_collision</c>; nothing was added.</exception>
    public IReadOnlyList<string> Add(IEnumerable<string> paths)
    {
        var added = paths.Where(path => !_paths.Contains(path)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var path in added) BundlePath.Check(path, "The project");
        PathCollisions.Check(_paths.Concat(added), "The project");
        _paths.UnionWith(added);
        return added;
    }

    /// <summary>Removes paths.</summary>
    public void Remove(IEnumerable<string> paths) => _paths.ExceptWith(paths);

    /// <summary>Writes the paths of a project.</summary>
    public void Save(BundleProject project)
    {
        var text = new StringBuilder();
        foreach (var path in _paths.Order(Utf8Order.Instance)) text.Append(path).Append('\n');
        AtomicFile.Write(Path.Combine(project.StateFolder, FileName), text.ToString());
        File.Delete(Path.Combine(project.StateFolder, OldFileName));
    }
}
