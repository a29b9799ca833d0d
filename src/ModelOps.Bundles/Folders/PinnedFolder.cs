using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>A project folder and what its counted files held when they were read.</summary>
/// <param name="Root">The absolute path of the folder.</param>
/// <param name="Files">Its files, in no order.</param>
internal sealed record PinnedFolder(string Root, IReadOnlyCollection<ContentEntry> Files)
{
    private const int BufferBytes = 128 << 10;

    /// <summary>Reads every file, one per core at a time.</summary>
    public static async Task<PinnedFolder> ReadAsync(string root, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var entries = new ConcurrentBag<ContentEntry>();
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(paths, options, async (path, token) => entries.Add(await ReadFileAsync(root, path, token)));
        return new(root, entries);
    }

    /// <summary>Reads one file.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="path">The file's path in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Contracts.Errors.OutsideException">The file can't be read.</exception>
    public static async Task<ContentEntry> ReadFileAsync(string root, string path, CancellationToken cancellationToken)
    {
        var full = Path.Combine(root, path);
        try
        {
            await using var file = OpenRead(full);
            var executable = !OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle).HasFlag(UnixFileMode.UserExecute);
            var digest = Digest.FromHash(await SHA256.HashDataAsync(file, cancellationToken));
            // What was hashed, also if the file grew meanwhile.
            return new(path, executable, file.Position, digest);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the file", full, cause);
        }
    }

    /// <summary>Opens a file that others may be writing.</summary>
    public static FileStream OpenRead(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = BufferBytes,
        Options = FileOptions.SequentialScan,
    });
}
