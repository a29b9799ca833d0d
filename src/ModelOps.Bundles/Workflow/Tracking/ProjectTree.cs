using System.IO.Enumeration;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Paths;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>The files of a project that could be tracked, as the ignore rules have it.</summary>
public sealed class ProjectTree
{
    private static readonly EnumerationOptions Options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly BundleProject _project;
    private readonly Lazy<FolderRules> _lazyRules;

    /// <summary>Names the tree of a project. Its ignore rules are read when they are first needed.</summary>
    public ProjectTree(BundleProject project) => (_project, _lazyRules) = (project, new(() => FolderRules.Of(project.Root)));

    private FolderRules Rules => _lazyRules.Value;

    /// <summary>Whether a file is ignored, by a rule about itself or a folder that it is in.</summary>
    public bool Ignores(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (Rules.Excludes(path[..end], isFolder: true, isLink: false)) return true;
        }
        return IsReserved(path) || IsOwn(path) || Rules.Excludes(path, isFolder: false, isLink: false);
    }

    /// <summary>Whether a path belongs to this tool or to the project's git, and can't be tracked at all.</summary>
    public static bool IsReserved(string path) =>
        IsIn(path, BundleProject.StateFolderName) || IsIn(path, ".modelops") || IsIn(path, BundlePath.ReservedFolder) || IsIn(path, ".git");

    /// <summary>
    /// The files of the project that are not ignored and not known. As <see cref="Find"/>, but rules are only asked about what is unknown: in
    /// a project whose files are all known this is one look into each folder.
    /// </summary>
    /// <param name="known">Paths to leave out.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public IReadOnlyList<string> FindUnknown(IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        ReadOnlySpan<char> last = "";
        foreach (var path in known)
        {
            var end = path.LastIndexOf('/');
            if (end <= 0 || path.AsSpan(0, end).SequenceEqual(last)) continue;
            last = path.AsSpan(0, end);
            // Every folder above a known file is one.
            while (end > 0 && folders.Add(path[..end])) end = path.LastIndexOf('/', end - 1);
        }
        return Walk("", known, (path, isFolder, isLink) => isFolder && folders.Contains(path) ? IsReserved(path) : Excludes(path, isFolder, isLink) || Ignores(path), cancellationToken);
    }

    /// <summary>The files below a folder that are not among those that are known; links included, for the caller to refuse.</summary>
    /// <param name="folder">The folder's path in the project; empty for all of it.</param>
    /// <param name="known">Paths to leave out.</param>
    /// <param name="withIgnored">Whether ignored files are found as well.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The paths in the order of their UTF-8 bytes.</returns>
    /// <exception cref="OutsideException">A folder can't be read.</exception>
    public IReadOnlyList<string> Find(string folder, IReadOnlySet<string> known, bool withIgnored, CancellationToken cancellationToken)
    {
        return Walk(folder, known, (path, isFolder, isLink) => IsReserved(path) || (!withIgnored && Excludes(path, isFolder, isLink)), cancellationToken);
    }

    private List<string> Walk(string folder, IReadOnlySet<string> known, Func<string, bool, bool, bool> isSkipped, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        try
        {
            var folders = new Stack<string>([folder.Length == 0 ? "" : folder + "/"]);
            while (folders.TryPop(out var prefix))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var entry in Entries(prefix))
                {
                    var isLink = entry.EndsWith("//", StringComparison.Ordinal);
                    var isFolder = !isLink && entry.EndsWith('/');
                    var path = entry.TrimEnd('/');
                    if ((!isFolder && known.Contains(path)) || IsOwn(path) || isSkipped(path, isFolder, isLink)) continue;
                    if (isFolder) folders.Push(path + "/");
                    else found.Add(path);
                }
            }
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the folder", _project.PathOf(folder), cause);
        }
        found.Sort(Utf8Order.Instance);
        return found;
    }

    private bool Excludes(string path, bool isFolder, bool isLink) => IsReserved(path) || Rules.Excludes(path, isFolder, isLink);

    // Attributes cost a system call; only what looks like a folder needs them, to tell links to folders. A folder's path ends with a slash,
    // that of a link to one with two: texts are enumerated by code that is compiled ahead, other types aren't.
    private FileSystemEnumerable<string> Entries(string prefix) => new(
        _project.PathOf(prefix),
        (ref FileSystemEntry entry) =>
        {
            if (!entry.IsDirectory) return string.Concat(prefix, entry.FileName);
            var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;
            return string.Concat(prefix, entry.FileName, isLink ? "//" : "/");
        },
        Options);

    private static bool IsIn(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    // What a killed process of this tool left of a file that it was writing.
    private static bool IsOwn(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        return name.StartsWith(".mops-") && name.EndsWith(".tmp");
    }
}
