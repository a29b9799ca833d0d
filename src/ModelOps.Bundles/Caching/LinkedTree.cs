using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Caching;

/// <summary>
/// A read-only folder of second names of cached files, with a record (<c>FOLDER.json</c>) of the state in which it was made. In that state
/// it is taken as it is; else its files are read, bad ones put away, and missing ones brought. The caller holds the bundle's lock.
/// </summary>
internal sealed class LinkedTree(string folder, ContentFiles contents)
{
    private const UnixFileMode ReadOnlyFolder =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private string? _lastParent;

    private string RecordPath => RecordOf(folder);

    /// <summary>Where a file is in it.</summary>
    public string PathOf(BundleFile file) => Path.Combine(folder, file.Path);

    /// <summary>Whether it is in the state in which it was made.</summary>
    public bool IsUntouched() => Directory.Exists(folder) && CheckoutRecord.TryLoad(RecordPath) is { } made && CheckoutRecord.Of(folder).IsSameAs(made);

    /// <summary>Makes or mends it.</summary>
    /// <param name="files">Everything that belongs into it.</param>
    /// <param name="supply">Brings what is missing.</param>
    /// <param name="cancellationToken">Ends it; what was done stays.</param>
    public async Task EnsureAsync(IReadOnlyList<BundleFile> files, FileSupply supply, CancellationToken cancellationToken)
    {
        if (IsUntouched()) return;
        Directory.CreateDirectory(folder);
        File.Delete(RecordPath);
        SetFolders(folder, writable: true);
        RemoveStrangers(files);
        var missing = new List<BundleFile>();
        foreach (var file in files)
        {
            if (!await contents.IsWholeAsync(PathOf(file), file, cancellationToken)) missing.Add(file);
        }
        if (missing.Count > 0)
        {
            var source = await supply(missing, cancellationToken);
            foreach (var file in missing) Link(source(file), file);
        }
        SetFolders(folder, writable: false);
        Save();
    }

    /// <summary>Records the present state: for who has just linked its files elsewhere, which changes their stamps.</summary>
    public void Save() => CheckoutRecord.Of(folder).Save(RecordPath);

    /// <summary>Forgets the state in which a tree was made: it is read before it is used again.</summary>
    public static void Distrust(string folder) => File.Delete(RecordOf(folder));

    /// <summary>Makes the folders of a tree writable, so that it can be removed, or read-only.</summary>
    public static void SetFolders(string root, bool writable)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = writable ? ReadOnlyFolder | UnixFileMode.UserWrite : ReadOnlyFolder;
        File.SetUnixFileMode(root, mode);
        foreach (var entry in FolderTree.Entries(root).Where(FolderTree.IsFolder).ToList()) File.SetUnixFileMode(entry.FullName, mode);
    }

    private static string RecordOf(string folder) => folder + ".json";

    private void Link(string source, BundleFile file)
    {
        var path = PathOf(file);
        if (Path.GetDirectoryName(path)! is var parent && parent != _lastParent) Directory.CreateDirectory(_lastParent = parent);
        if (HardLink.TryCreate(source, path)) return;
        // Another disk, or more links than the file system allows.
        File.Copy(source, path);
    }

    private void RemoveStrangers(IReadOnlyList<BundleFile> files)
    {
        var own = files.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in own)
        {
            for (var parent = Path.GetDirectoryName(path)!; parent.Length > folder.Length && folders.Add(parent);) parent = Path.GetDirectoryName(parent)!;
        }
        foreach (var entry in FolderTree.Entries(folder).Where(entry => !(FolderTree.IsFolder(entry) ? folders : own).Contains(entry.FullName)).ToList())
        {
            if (!FolderTree.IsFolder(entry)) entry.Delete();
            else if (Directory.Exists(entry.FullName)) Directory.Delete(entry.FullName, recursive: true);
        }
    }
}
