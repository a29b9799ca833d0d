using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Materializing;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Archives;

/// <summary>What of a folder goes into an archive: every folder and regular file, in the order of the UTF-8 bytes of their paths.</summary>
internal static class ArchiveTree
{
    private const int NamedFaults = 5;

    // Local state, as for the content digest.
    private static readonly string[] Excluded = [".git", ".modelops", ".modelops-bundle"];

    /// <summary>The entries; their paths without a trailing slash, folders marked.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="output">The archive, which may lie in the folder and is not part of it.</param>
    /// <param name="includeExternal">Whether files go in that a pointer stands for.</param>
    /// <exception cref="InvalidInputException">Code <c>unsupported_file</c>: links, special files and paths that don't fit, the first five named.</exception>
    public static IReadOnlyList<(string Path, bool IsFolder)> Find(string root, string output, bool includeExternal)
    {
        var entries = FolderTree.Entries(root)
            .Select(entry => (Path: Path.GetRelativePath(root, entry.FullName).Replace('\\', '/'), IsFolder: FolderTree.IsFolder(entry), entry.FullName))
            .Where(entry => !Excluded.Contains(entry.Path.Split('/')[0], StringComparer.Ordinal) && entry.FullName != output)
            .OrderBy(entry => entry.Path, Utf8Order.Instance)
            .ToList();
        var faults = entries.Select(entry => (entry.Path, Fault: Fault(entry.Path, entry.IsFolder, entry.FullName))).Where(entry => entry.Fault is not null).ToList();
        if (faults.Count > 0) throw Unsupported(root, faults!);
        var external = includeExternal ? [] : Pointed(root);
        return [.. entries.Where(entry => !external.Contains(entry.Path)).Select(entry => (entry.Path, entry.IsFolder))];
    }

    private static string? Fault(string path, bool isFolder, string full)
    {
        if (path.Contains('\uFFFD', StringComparison.Ordinal)) return "its name is not UTF-8";
        if (!UstarHeader.Fits(isFolder ? path + "/" : path)) return "its path is too long";
        if (isFolder) return null;
        if (FileStamp.Of(full) is { } stamp) return stamp.Size > UstarHeader.MaxFileBytes ? "it is larger than 8 GiB" : null;
        return new FileInfo(full).LinkTarget is null ? "a pipe, socket or device" : "a symbolic link";
    }

    private static HashSet<string> Pointed(string root)
    {
        var folder = Path.Combine(root, PointerFile.Folder);
        if (!Directory.Exists(folder)) return [];
        return FolderTree.Entries(folder)
            .Where(entry => !FolderTree.IsFolder(entry) && entry.Name.EndsWith(".json", StringComparison.Ordinal))
            .Select(entry => PointerFile.TryParse(File.ReadAllBytes(entry.FullName))?.File.Path)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
    }

    private static InvalidInputException Unsupported(string root, List<(string Path, string Fault)> faults)
    {
        var more = faults.Count > NamedFaults ? $" and {faults.Count - NamedFaults} more" : "";
        var named = string.Join(", ", faults.Take(NamedFaults).Select(fault => $"{fault.Path} ({fault.Fault})"));
        return new("unsupported_file", $"An archive holds folders and regular files whose paths fit into a USTAR header, but '{root}' has {named}{more}.", "Replace links by the files they mean, and shorten paths of more than 100 bytes.");
    }
}
