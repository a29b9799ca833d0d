using ModelOps.Bundles.Ignoring;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>Which files of a project folder count: all regular files except those that <see cref="FolderRules"/> exclude.</summary>
internal sealed class FolderFiles
{
    private const int NamedFaults = 5;

    private readonly string _root;
    private readonly FolderRules _rules;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly Func<string, bool> _wanted;

    private FolderFiles(string root, Func<string, bool> wanted)
    {
        (_root, _wanted) = (root, wanted);
        _rules = FolderRules.Of(root);
    }

    /// <summary>The counted files' paths from the root, with forward slashes, in no order.</summary>
    /// <param name="root">The absolute path of the folder.</param>
    /// <param name="assemblies">Paths in it of .NET assemblies that count with what they need, wherever they lie.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidInputException">Code <c>unsupported_file</c>, naming the first five; and those of <see cref="AssemblyClosure"/>.</exception>
    public static IReadOnlyCollection<string> Find(string root, IReadOnlyList<string> assemblies, CancellationToken cancellationToken) =>
        Find(root, assemblies, static _ => true, cancellationToken);

    /// <summary>The same of those files only that are wanted: others may be links or whatever they like.</summary>
    public static IReadOnlyCollection<string> Find(string root, IReadOnlyList<string> assemblies, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        try
        {
            var files = new FolderFiles(root, wanted);
            files.Walk(cancellationToken);
            foreach (var path in assemblies.SelectMany(assembly => AssemblyClosure.Of(root, assembly))) files.Count(path);
            files.ThrowIfUnsupported();
            return files._found;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the folder", root, cause);
        }
    }

    private void Walk(CancellationToken cancellationToken)
    {
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in new DirectoryInfo(Path.Combine(_root, folder)).EnumerateFileSystemInfos())
            {
                var path = folder + entry.Name;
                var isFolder = FolderTree.IsFolder(entry);
                if (_rules.Excludes(path, isFolder, entry.Attributes.HasFlag(FileAttributes.ReparsePoint))) continue;
                if (!isFolder) Count(path);
                else if (IsSafe(entry.Name)) folders.Push(path + "/");
                else _faults.Add($"{path}/ (its name is not UTF-8)");
            }
        }
    }

    private void Count(string path)
    {
        if (!_wanted(path)) return;
        var full = Path.Combine(_root, path);
        if (!IsSafe(path)) _faults.Add($"{path} (its name is not UTF-8)");
        else if (RegularFile.Is(full)) _found.Add(path);
        else _faults.Add(new FileInfo(full).LinkTarget is null ? $"{path} (a pipe, socket or device)" : $"{path} (a symbolic link)");
    }

    // .NET shows bytes that are no UTF-8 as U+FFFD; on Windows a name may hold half a surrogate pair.
    private static bool IsSafe(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (char.IsHighSurrogate(path[i]) && i + 1 < path.Length && char.IsLowSurrogate(path[i + 1])) i++;
            else if (path[i] == '\uFFFD' || char.IsSurrogate(path[i])) return false;
        }
        return true;
    }

    private void ThrowIfUnsupported()
    {
        if (_faults.Count == 0) return;
        _faults.Sort(StringComparer.Ordinal);
        var more = _faults.Count > NamedFaults ? $" and {_faults.Count - NamedFaults} more" : "";
        throw new InvalidInputException(
            "unsupported_file",
            $"A bundle holds regular files with UTF-8 names only, but '{_root}' has {string.Join(", ", _faults.Take(NamedFaults))}{more}.",
            $"Replace links by the files they mean, or exclude them in {IgnoreRules.FileName}.");
    }
}
