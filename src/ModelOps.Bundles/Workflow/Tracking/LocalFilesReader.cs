using System.Collections.Concurrent;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>Looks at tracked files: one system call a file, and only those are read whose stamp the cache does not know.</summary>
internal sealed class LocalFilesReader(BundleProject project, IReadOnlySet<string> tracked, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ContentEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStamp> _settled = new(StringComparer.Ordinal);
    private readonly List<string> _unsupported = [];
    private readonly Dictionary<string, bool> _linkedFolders = new(StringComparer.Ordinal);
    private readonly StatCache _cache = StatCache.Load(project);

    public async Task<LocalFiles> RunAsync(CancellationToken cancellationToken)
    {
        var paths = tracked.ToArray();
        var stamps = new FileStamp?[paths.Length];
        Parallel.ForEach(
            Partitioner.Create(0, Math.Max(1, paths.Length)),
            new() { CancellationToken = cancellationToken },
            range =>
            {
                for (var i = range.Item1; i < Math.Min(range.Item2, paths.Length); i++) stamps[i] = FileStamp.Of(project.PathOf(paths[i]));
            });
        var unread = new List<(string Path, FileStamp Stamp)>();
        for (var i = 0; i < paths.Length; i++)
        {
            if (!Take(paths[i], stamps[i])) unread.Add((paths[i], stamps[i]!.Value));
        }
        await ReadAsync(unread, cancellationToken);
        if (_cache.HasChanged) SaveCache();
        _unsupported.Sort(Utf8Order.Instance);
        return new(_entries, _unsupported) { Settled = _settled };
    }

    // False if the file must be read.
    private bool Take(string path, FileStamp? stamp)
    {
        var isThere = stamp is not null || Path.Exists(project.PathOf(path)) || new FileInfo(project.PathOf(path)).LinkTarget is not null;
        if (!isThere) return true;
        if (stamp is null || IsBehindLink(path))
        {
            _unsupported.Add(path);
            return true;
        }
        if (_cache.Find(path, stamp.Value) is not { } sha256) return false;
        _settled[path] = stamp.Value;
        _entries[path] = new(path, IsExecutable(stamp.Value), stamp.Value.Size, sha256);
        return true;
    }

    private async Task ReadAsync(List<(string Path, FileStamp Stamp)> files, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(files, options, async (file, token) =>
        {
            var began = time.GetUtcNow();
            var entry = await PinnedFolder.ReadFileAsync(project.Root, file.Path, token);
            _entries[file.Path] = entry;
            if (FileStamp.Of(project.PathOf(file.Path)) != file.Stamp || entry.Size != file.Stamp.Size) return;
            lock (_cache)
            {
                _cache.Add(file.Path, file.Stamp, entry.Sha256, began);
                if (StatCache.IsSettled(file.Stamp, began)) _settled[file.Path] = file.Stamp;
            }
        });
    }

    // A folder that is a link may lead anywhere, and what it leads to is no part of the project.
    private bool IsBehindLink(string path)
    {
        if (Path.GetDirectoryName(path) is not { Length: > 0 } folder) return false;
        if (_linkedFolders.TryGetValue(folder, out var known)) return known;
        return _linkedFolders[folder] = new DirectoryInfo(project.PathOf(folder)).LinkTarget is not null || IsBehindLink(folder);
    }

    private void SaveCache()
    {
        try
        {
            _cache.Save(project, tracked);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause) || cause is OutsideException)
        {
            // A project that may only be read still has a status.
        }
    }

    private static bool IsExecutable(FileStamp stamp) => ((UnixFileMode)stamp.Mode).HasFlag(UnixFileMode.UserExecute);
}
