using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Caching;

/// <summary>Removes what nobody uses from the cache.</summary>
internal sealed class CacheCollector(string folder, TimeProvider time)
{
    public const string Lock = ".lock";
    public const string Lease = ".lease";

    // Another process may be about to link what it has just brought.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    public CacheRemoval Collect(TimeSpan unusedFor)
    {
        if (!Directory.Exists(folder)) return new(0, 0);
        try
        {
            var bundles = new DirectoryInfo(folder).EnumerateDirectories().Where(bundle => bundle.Name.Length == 64).Count(bundle => TryRemove(bundle.FullName, unusedFor));
            return new(bundles, RemoveFiles());
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("clean up the cache", folder, cause);
        }
    }

    private bool TryRemove(string path, TimeSpan unusedFor)
    {
        var lease = new FileInfo(path + Lease);
        var used = lease.Exists ? lease.LastWriteTimeUtc : Directory.GetLastWriteTimeUtc(path);
        if (time.GetUtcNow().UtcDateTime - used < unusedFor) return false;
        using var making = FileLock.TryAcquire(path + Lock);
        using var alone = making is null ? null : FileLock.TryAcquire(path + Lease);
        if (alone is null) return false;
        // The manifest first: a bundle that is half removed must not pass for whole.
        File.Delete(Path.Combine(path, "manifest.json"));
        foreach (var record in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories)) File.Delete(record);
        LinkedTree.SetFolders(path, writable: true);
        Directory.Delete(path, recursive: true);
        return true;
    }

    // Files that have no other name than the one in the store of contents.
    private long RemoveFiles()
    {
        var contents = new DirectoryInfo(Path.Combine(folder, "files"));
        if (!contents.Exists) return 0;
        var bytes = 0L;
        foreach (var file in contents.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (FileStamp.Of(file.FullName) is not { Links: <= 1 } stamp || time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc < Fresh) continue;
            file.Delete();
            bytes += stamp.Size;
        }
        return bytes;
    }
}
