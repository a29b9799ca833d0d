using System.IO.Enumeration;

namespace ModelOps.Bundles.Folders;

/// <summary>Everything below a folder. .NET's own recursive enumeration enters the folders that links lead to; this one does not.</summary>
internal static class FolderTree
{
    private static readonly EnumerationOptions Options =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public static IEnumerable<FileSystemInfo> Entries(string directory) =>
        new FileSystemEnumerable<FileSystemInfo>(directory, static (ref FileSystemEntry entry) => entry.ToFileSystemInfo(), Options)
        {
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == FileAttributes.None,
        };

    /// <summary>Whether an entry is a folder itself, not a link to one.</summary>
    public static bool IsFolder(FileSystemInfo entry) =>
        (entry.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;
}
