using System.Formats.Tar;
using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Dask;

/// <summary>
/// A bundle as one file: USTAR (GNU's form of long names where a path is too long for it), regular files in the order of their paths' UTF-8 bytes, no owner, no
/// time, modes 0644 and 0755. The same content gives the same bytes.
/// </summary>
internal static class BundleArchive
{
    /// <summary>The most bytes of files that are shipped to Dask workers.</summary>
    public const long MostBytes = 64L << 20;

    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const int MostUstarBytes = 99;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>How many bytes the files of a folder have.</summary>
    public static long BytesOf(string root) => Files(root).Sum(file => file.Length);

    /// <summary>Writes the archive of a folder.</summary>
    /// <param name="root">The checked-out bundle.</param>
    /// <param name="path">The archive.</param>
    public static void Write(string root, string path)
    {
        using var target = File.Create(path);
        using var writer = new TarWriter(target, TarEntryFormat.Ustar);
        var files = Files(root).Select(file => (Name: NameIn(root, file), File: file)).ToList();
        files.Sort(static (a, b) => Encoding.UTF8.GetBytes(a.Name).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Name)));
        foreach (var (name, file) in files)
        {
            using var data = file.OpenRead();
            var entry = Entry(name);
            entry.Mode = OperatingSystem.IsWindows() || !file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Plain : Program;
            entry.ModificationTime = DateTimeOffset.UnixEpoch;
            entry.DataStream = data;
            writer.WriteEntry(entry);
        }
    }

    private static TarEntry Entry(string name) => Encoding.UTF8.GetByteCount(name) <= MostUstarBytes
        ? new UstarTarEntry(TarEntryType.RegularFile, name)
        : new GnuTarEntry(TarEntryType.RegularFile, name);

    private static string NameIn(string root, FileInfo file) => Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<FileInfo> Files(string root)
    {
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", Everything))
        {
            if (file.LinkTarget is not null) throw new InvalidInputException("bundle_link", $"'{file.FullName}' is a symbolic link, which a bundle can't hold.");
            yield return file;
        }
    }
}
