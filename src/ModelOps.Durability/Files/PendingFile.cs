namespace ModelOps.Durability.Files;

/// <summary>
/// A file that is being written under a temporary name (<c>.mops-*.tmp</c>) and appears under its own name only when it is complete
/// and on disk. Disposed without a commit it is removed; a killed process leaves only the temporary name behind.
/// </summary>
public sealed class PendingFile : IDisposable
{
    private const string Prefix = ".mops-";
    private const string Suffix = ".tmp";

    private readonly string _temporary;
    private bool _committed;

    private PendingFile(string temporary, FileStream stream)
    {
        _temporary = temporary;
        Stream = stream;
    }

    /// <summary>Takes the content. Read access is included, to check what was written.</summary>
    public FileStream Stream { get; }

    /// <summary>Starts a file in an existing folder, which must be the one of its final name.</summary>
    /// <exception cref="Contracts.Errors.OutsideException">The folder can't be written.</exception>
    public static PendingFile In(string directory)
    {
        var temporary = Path.Combine(directory, $"{Prefix}{Path.GetRandomFileName()}{Suffix}");
        try
        {
            return new(temporary, new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("create a file in", directory, cause);
        }
    }

    /// <summary>Removes what killed processes left in a folder. The caller must know that no other writes there.</summary>
    public static void RemoveAbandoned(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, $"{Prefix}*{Suffix}")) File.Delete(path);
    }

    /// <summary>Closes the file and gives it its name, replacing what had it. When the call returns all of this is on disk.</summary>
    /// <exception cref="Contracts.Errors.OutsideException">The disk is full or failed; the old file is still there.</exception>
    public void Commit(string path)
    {
        try
        {
            Stream.Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(_temporary, path, overwrite: true);
            _committed = true;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>
    /// Closes the file and gives it its name, replacing what had it, without waiting for the disk: whole after a killed process, but not
    /// surely after a power failure. For what can be made again and is checked before it is used.
    /// </summary>
    /// <exception cref="Contracts.Errors.OutsideException">The disk is full or failed; the old file is still there.</exception>
    public void Publish(string path)
    {
        try
        {
            Stream.Dispose();
            File.Move(_temporary, path, overwrite: true);
            _committed = true;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
    }

    /// <summary>Removes the temporary file unless it was committed.</summary>
    public void Dispose()
    {
        if (_committed) return;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk: what the stream still buffers is to be thrown away in any case.
        }
        File.Delete(_temporary);
    }
}
