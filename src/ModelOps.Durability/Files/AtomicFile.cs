using System.Text;

namespace ModelOps.Durability.Files;

/// <summary>
/// Whole files that are either the old or the new ones, whenever the process or the machine dies: written under a temporary name in
/// the same folder, synchronized, renamed, and the folder synchronized.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file, replacing one of the same name. Its folder must exist. When the call returns the file is on disk.</summary>
    /// <exception cref="Contracts.Errors.OutsideException">Code <c>disk_full</c> or <c>storage_failed</c>; the old file is unchanged.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = PendingFile.In(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            file.Stream.Write(bytes);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
        file.Commit(path);
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark; else as <see cref="Write(string, ReadOnlySpan{byte})"/>.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));
}
