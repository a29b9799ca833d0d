using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// The digests of a folder's files, remembered with their <see cref="FileStamp"/>s in a file, so that only what changed is read again. A
/// file that changed less than two seconds before it was read is read again the next time: a later change could have the same stamp.
/// One user at a time; a lost or broken file of digests only costs time.
/// </summary>
public sealed class FileDigests
{
    private const string Header = "mops file digests 1";
    private const long Settled = 2_000_000_000;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, string> _lines = new(StringComparer.Ordinal);
    private bool _changed;

    private FileDigests(string path, TimeProvider time) => (_path, _time) = (path, time);

    /// <summary>Opens a file of digests; a missing or broken one is empty.</summary>
    /// <param name="path">The file, such as <c>.modelops-bundle/digests</c>.</param>
    /// <param name="time">Says when files are read.</param>
    public static FileDigests Load(string path, TimeProvider time)
    {
        var digests = new FileDigests(path, time);
        if (!File.Exists(path)) return digests;
        var lines = File.ReadAllText(path).Split('\n');
        if (lines[0] != Header) return digests;
        foreach (var line in lines.Skip(1))
        {
            if (line.IndexOf('\t', StringComparison.Ordinal) is > 0 and var tab) digests._lines[line[(tab + 1)..]] = line[..tab];
        }
        return digests;
    }

    /// <summary>What some files hold now; a missing one is left out. Reads one changed file per core at a time.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="paths">Their paths in it, forward slashes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Contracts.Errors.OutsideException">A file can't be read.</exception>
    public async Task<IReadOnlyList<ContentEntry>> ReadAsync(string root, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var entries = new ContentEntry?[paths.Count];
        var unknown = new List<int>();
        for (var i = 0; i < paths.Count; i++)
        {
            if (FileStamp.Of(Path.Combine(root, paths[i])) is not { } stamp) continue;
            entries[i] = Known(paths[i], stamp);
            if (entries[i] is null) unknown.Add(i);
        }
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(unknown, options, async (i, token) => entries[i] = await ReadOneAsync(root, paths[i], token));
        return [.. entries.OfType<ContentEntry>()];
    }

    /// <summary>Saves what was learned, if anything was. The folder of the file must exist.</summary>
    public void Save()
    {
        if (!_changed) return;
        var text = new StringBuilder(Header).Append('\n');
        foreach (var (path, line) in _lines.OrderBy(entry => entry.Key, StringComparer.Ordinal)) text.Append(line).Append('\t').Append(path).Append('\n');
        AtomicFile.Write(_path, text.ToString());
        _changed = false;
    }

    private ContentEntry? Known(string path, FileStamp stamp)
    {
        if (!_lines.TryGetValue(path, out var line) || !line.StartsWith(Text(stamp), StringComparison.Ordinal)) return null;
        return Digest.TryParse("sha256:" + line[Text(stamp).Length..], out var digest) ? new(path, IsExecutable(stamp), stamp.Size, digest) : null;
    }

    private async Task<ContentEntry> ReadOneAsync(string root, string path, CancellationToken cancellationToken)
    {
        var begin = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var before = FileStamp.Of(Path.Combine(root, path));
        var entry = await PinnedFolder.ReadFileAsync(root, path, cancellationToken);
        if (before is not { } stamp || stamp != FileStamp.Of(Path.Combine(root, path)) || begin - Math.Max(stamp.Changed, stamp.Modified) < Settled || path.Contains('\n', StringComparison.Ordinal)) return entry;
        _lines[path] = Text(stamp) + entry.Sha256.Hex;
        _changed = true;
        return entry;
    }

    private static bool IsExecutable(FileStamp stamp) => !OperatingSystem.IsWindows() && ((UnixFileMode)stamp.Mode).HasFlag(UnixFileMode.UserExecute);

    private static string Text(FileStamp stamp) => string.Create(CultureInfo.InvariantCulture, $"{stamp.Size} {stamp.Modified} {stamp.Changed} {stamp.Inode} {stamp.Mode:x} ");
}
