using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>
/// What the tracked files held when they were last read, and what the file system said of them then,
/// <c>.modelops-bundle/stat-cache</c>: a file with the same stamp is not read again. The file may be removed at any time.
/// </summary>
/// <remarks>
/// Little-endian: <c>MBSC</c>, the version (u32), the count (u32); for each file the path (u32 length, UTF-8), size, modified, changed, inode
/// (u64 each), mode, links (u32 each) and the 32 bytes of its SHA-256; at the end the SHA-256 of all before it.
/// </remarks>
internal sealed class StatCache
{
    private const string FileName = "stat-cache";
    private const uint Magic = 0x4353424D; // "MBSC"
    private const uint Version = 1;
    private const int HashBytes = 32;

    // Times of some file systems are this coarse (FAT): what was changed so shortly before it was read may change again unnoticed.
    private static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (FileStamp Stamp, Digest Sha256)> _files;

    private StatCache(Dictionary<string, (FileStamp Stamp, Digest Sha256)> files) => _files = files;

    /// <summary>Whether something was added since it was read.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Reads the cache of a project; an empty one if there is none, or it is damaged.</summary>
    public static StatCache Load(BundleProject project)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(project.StateFolder, FileName));
            return IsWhole(bytes) ? new(Read(bytes)) : Empty();
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return Empty();
        }
    }

    /// <summary>The digest of a file with a stamp; <see langword="null"/> if it must be read.</summary>
    public Digest? Find(string path, FileStamp stamp) =>
        _files.TryGetValue(path, out var known) && known.Stamp == stamp ? known.Sha256 : null;

    /// <summary>Keeps what a file held.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="stamp">Its stamp, the same before and after it was read.</param>
    /// <param name="sha256">The digest of what was read.</param>
    /// <param name="readAt">When the reading began.</param>
    public void Add(string path, FileStamp stamp, Digest sha256, DateTimeOffset readAt)
    {
        if (!IsSettled(stamp, readAt)) return;
        _files[path] = (stamp, sha256);
        HasChanged = true;
    }

    /// <summary>Whether a file's last change is so long ago that a further one must show in its stamp.</summary>
    public static bool IsSettled(FileStamp stamp, DateTimeOffset now)
    {
        var settled = (now - Coarseness - DateTimeOffset.UnixEpoch).Ticks * 100;
        return stamp.Changed < settled && stamp.Modified < settled;
    }

    /// <summary>Writes the cache, without the files that are not tracked any more.</summary>
    public void Save(BundleProject project, IReadOnlySet<string> tracked)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            var kept = _files.Where(file => tracked.Contains(file.Key)).ToList();
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(kept.Count);
            foreach (var (path, (stamp, sha256)) in kept) Write(writer, path, stamp, sha256);
        }
        buffer.Write(Digest.Of(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)).ToHash());
        using var pending = PendingFile.In(project.StateFolder);
        pending.Stream.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        pending.Publish(Path.Combine(project.StateFolder, FileName));
    }

    private static StatCache Empty() => new(new(StringComparer.Ordinal));

    private static bool IsWhole(byte[] bytes) =>
        bytes.Length > HashBytes && BitConverter.ToUInt32(bytes) == Magic && BitConverter.ToUInt32(bytes, sizeof(uint)) == Version
        && Digest.Of(bytes.AsSpan(..^HashBytes)) == Digest.FromHash(bytes.AsSpan(^HashBytes..));

    private static Dictionary<string, (FileStamp Stamp, Digest Sha256)> Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, 2 * sizeof(uint), bytes.Length - (2 * sizeof(uint))));
        var count = reader.ReadInt32();
        var files = new Dictionary<string, (FileStamp Stamp, Digest Sha256)>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var path = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
            files[path] = (ReadStamp(reader), Digest.FromHash(reader.ReadBytes(HashBytes)));
        }
        return files;
    }

    private static void Write(BinaryWriter writer, string path, FileStamp stamp, Digest sha256)
    {
        var name = Encoding.UTF8.GetBytes(path);
        writer.Write(name.Length);
        writer.Write(name);
        WriteStamp(writer, stamp);
        writer.Write(sha256.ToHash());
    }

    /// <summary>Reads a stamp as <see cref="WriteStamp"/> writes it.</summary>
    internal static FileStamp ReadStamp(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64(), reader.ReadInt32()) { Links = reader.ReadInt32() };

    /// <summary>Writes a stamp: size, modified, changed, inode (u64 each), mode, links (u32 each).</summary>
    internal static void WriteStamp(BinaryWriter writer, FileStamp stamp)
    {
        writer.Write(stamp.Size);
        writer.Write(stamp.Modified);
        writer.Write(stamp.Changed);
        writer.Write(stamp.Inode);
        writer.Write(stamp.Mode);
        writer.Write(stamp.Links);
    }
}
