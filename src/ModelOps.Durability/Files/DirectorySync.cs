using System.Runtime.InteropServices;

namespace ModelOps.Durability.Files;

/// <summary>
/// Makes the entries of a folder durable: after a crash a created, renamed or removed file is only sure to be so when its folder was
/// synchronized too (fsync(2)). On Windows the file system's own journal does this, so nothing happens there.
/// </summary>
public static class DirectorySync
{
    /// <summary>Returns when the entries of a folder are on disk.</summary>
    /// <exception cref="Contracts.Errors.OutsideException">The folder can't be opened or synchronized.</exception>
    public static void Flush(string directory)
    {
        if (!TryFlush(directory, out var errno))
            throw StorageError.Of("synchronize the folder", directory, new IOException(Marshal.GetPInvokeErrorMessage(errno), errno));
    }

    /// <summary>Creates a folder and its missing parents. When the call returns their names are on disk, also if the folder existed before.</summary>
    /// <exception cref="Contracts.Errors.OutsideException">A folder can't be created or synchronized.</exception>
    public static void Create(string directory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var parent = Path.GetDirectoryName(path);
        if (parent is not null && !Directory.Exists(parent)) Create(parent);
        var existed = Directory.Exists(path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("create the folder", path, cause);
        }
        if (parent is null) return;
        // Who made an existing folder may have died before this point. But its parent need not be readable for us.
        if (existed) TryFlush(parent, out _);
        else Flush(parent);
    }

    private static bool TryFlush(string directory, out int errno)
    {
        errno = 0;
        if (OperatingSystem.IsWindows()) return true;
        using var handle = PosixFile.TryOpen(directory, out errno);
        if (handle is null) return false;
        try
        {
            // Ignores the EINVAL of file systems that can't synchronize a folder, as databases do.
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException cause)
        {
            throw StorageError.Of("synchronize the folder", directory, cause);
        }
        return true;
    }
}
