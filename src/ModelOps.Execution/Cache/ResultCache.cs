using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Execution.Cache;

/// <summary>
/// Results of completed simulations in a folder that all studies and processes of a user share: for each <see cref="ResultScope"/> a
/// folder of segments. Nothing depends on it: it may be removed at any time, and what is damaged is run again. It stays below
/// <see cref="MaxBytes"/> by removing the segments that were not used for longest.
/// </summary>
/// <param name="directory">The folder; it need not exist.</param>
/// <param name="time">The clock of the order of use.</param>
public sealed class ResultCache(string directory, TimeProvider time)
{
    /// <summary>The default of <see cref="MaxBytes"/>: 5 GiB.</summary>
    public const long DefaultMaxBytes = 5L << 30;

    private const int ScopeDigits = 32;
    private const string LockName = "cache.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Older segments are removed when one is begun and all together are larger. Default <see cref="DefaultMaxBytes"/>.</summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>The size at which a segment is full, in bytes. Default 64 MiB.</summary>
    internal long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>The folder.</summary>
    public string Directory { get; } = directory;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; } = time;

    /// <summary>What it holds, a model each, the last used first.</summary>
    /// <exception cref="OutsideException">The folder can't be read.</exception>
    public IReadOnlyList<CachedModel> Models()
    {
        try
        {
            return
            [
                .. from segment in Segments()
                   group segment by segment.Folder into scope
                   let last = scope.Max(segment => segment.LastUsed)
                   orderby last descending, scope.Key
                   let model = ScopeFile.Read(scope.Key)
                   select new CachedModel(
                       model.Entrypoint, model.Content, model.Platform, scope.Sum(segment => segment.Results), scope.Sum(segment => segment.Bytes), last),
            ];
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the result cache", Directory, cause);
        }
    }

    /// <summary>Removes the segments that were not used for longest until at most so many bytes are left.</summary>
    /// <exception cref="ConflictException">Code <c>locked</c>: another process collects and does not come to an end.</exception>
    /// <exception cref="OutsideException">The folder can't be changed.</exception>
    public async Task<CacheTrim> TrimAsync(long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        if (!System.IO.Directory.Exists(Directory)) return new(0, 0, 0, 0);
        using var held = await LockAsync(cancellationToken);
        try
        {
            return TrimLocked(maxBytes);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("remove old results from", Directory, cause);
        }
    }

    /// <summary>The results of a scope that are there now.</summary>
    internal SegmentReader OpenReader(ResultScope scope) => SegmentReader.Open(FolderOf(scope), Time);

    /// <summary>A segment for this process alone: one with room that no other process writes, otherwise a new one.</summary>
    internal async Task<SegmentWriter> OpenWriterAsync(ResultScope scope, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Directory);
        using var held = await LockAsync(cancellationToken);
        var folder = System.IO.Directory.CreateDirectory(FolderOf(scope)).FullName;
        if (!File.Exists(ScopeFile.PathIn(folder))) ScopeFile.Write(folder, scope);
        var numbers = SegmentFiles.Numbers(folder);
        foreach (var number in numbers)
        {
            if (new FileInfo(SegmentFiles.Results(folder, number)) is { Exists: true } results && results.Length >= SegmentBytes) continue;
            if (SegmentWriter.TryOpen(folder, number) is { } free) return free;
        }
        TrimLocked(Math.Max(0, MaxBytes - SegmentBytes));
        System.IO.Directory.CreateDirectory(folder);
        // No other process can hold the lock of a segment that is not there: it is taken under the lock of the cache only.
        return SegmentWriter.TryOpen(folder, numbers is [.., var last] ? last + 1 : 1)
            ?? throw new ConflictException("locked", $"A new segment in '{folder}' is locked.");
    }

    private Task<FileLock> LockAsync(CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(Path.Combine(Directory, LockName), "The result cache", Patience, Time, cancellationToken);

    private string FolderOf(ResultScope scope) => Path.Combine(Directory, scope.Digest.Hex[..ScopeDigits]);

    private CacheTrim TrimLocked(long maxBytes)
    {
        var segments = Segments();
        var kept = segments.Sum(segment => segment.Bytes);
        var (removedBytes, removedResults, inUse) = (0L, 0L, 0);
        foreach (var segment in segments.OrderBy(segment => segment.LastUsed))
        {
            if (kept <= maxBytes && maxBytes > 0) break;
            if (!TryRemove(segment))
            {
                inUse++;
                continue;
            }
            kept -= segment.Bytes;
            removedBytes += segment.Bytes;
            removedResults += segment.Results;
        }
        return new(removedBytes, removedResults, kept, inUse);
    }

    private static bool TryRemove(CacheSegment segment)
    {
        using (var held = FileLock.TryAcquire(SegmentFiles.Lock(segment.Folder, segment.Number)))
        {
            if (held is null) return false;
            File.Delete(SegmentFiles.Results(segment.Folder, segment.Number));
            File.Delete(SegmentFiles.Index(segment.Folder, segment.Number));
            File.Delete(held.Path);
        }
        if (SegmentFiles.Numbers(segment.Folder).Count > 0) return true;
        File.Delete(ScopeFile.PathIn(segment.Folder));
        if (!System.IO.Directory.EnumerateFileSystemEntries(segment.Folder).Any()) System.IO.Directory.Delete(segment.Folder);
        return true;
    }

    private List<CacheSegment> Segments()
    {
        if (!System.IO.Directory.Exists(Directory)) return [];
        return
        [
            .. from folder in System.IO.Directory.EnumerateDirectories(Directory)
               from number in SegmentFiles.Numbers(folder)
               let results = new FileInfo(SegmentFiles.Results(folder, number))
               let index = new FileInfo(SegmentFiles.Index(folder, number))
               // Another process may just have removed it.
               where results.Exists && index.Exists
               select new CacheSegment(
                   folder, number, results.Length + index.Length, index.Length / SegmentFiles.EntryBytes, new(results.LastWriteTimeUtc, TimeSpan.Zero)),
        ];
    }
}
