using System.Text;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow;

/// <summary>
/// The last status of a project, <c>.modelops-bundle/status-cache</c>: valid while neither the project's state nor a tracked file has another
/// stamp. The file may be removed at any time.
/// </summary>
internal sealed class StatusSnapshot
{
    private const string FileName = "status-cache";
    private const uint Magic = 0x3153534D; // "MSS1"
    private const int HashBytes = 32;
    private const int FilesAtOnce = 1024;

    // Everything that a status depends on besides the tracked files.
    private static readonly string[] Inputs = [ProjectConfig.FileName, TrackedFiles.FileName, SyncStateFile.FileName];

    private readonly FileStamp?[] _inputs;
    private readonly FileStamp?[] _stamps;

    private StatusSnapshot(FileStamp?[] inputs, StatusReport report, FileStamp?[] stamps) => (_inputs, Report, _stamps) = (inputs, report, stamps);

    /// <summary>The status, without untracked files.</summary>
    public StatusReport Report { get; }

    /// <summary>The paths of the status.</summary>
    public IReadOnlySet<string> PathSet()
    {
        var paths = new HashSet<string>(Report.Rows.Count, StringComparer.Ordinal);
        foreach (var row in Report.Rows) paths.Add(row.Path);
        return paths;
    }

    /// <summary>The stamps of the files that make up the state of a project; <see langword="null"/> for those that are missing.</summary>
    public static FileStamp?[] StampsOf(BundleProject project)
    {
        var stamps = new FileStamp?[Inputs.Length];
        for (var i = 0; i < stamps.Length; i++) stamps[i] = FileStamp.Of(Path.Combine(project.StateFolder, Inputs[i]));
        return stamps;
    }

    /// <summary>The last status, if there is one and the project's state is still that; whether its files are is asked by <see cref="IsCurrent"/>.</summary>
    public static StatusSnapshot? TryLoad(BundleProject project)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(project.StateFolder, FileName));
            if (bytes.Length <= HashBytes || BitConverter.ToUInt32(bytes) != Magic || Digest.Of(bytes.AsSpan(..^HashBytes)) != Digest.FromHash(bytes.AsSpan(^HashBytes..))) return null;
            using var reader = new BinaryReader(new MemoryStream(bytes, sizeof(uint), bytes.Length - sizeof(uint)));
            var snapshot = Read(reader);
            return IsSame(StampsOf(project), snapshot._inputs) ? snapshot : null;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return null;
        }
    }

    /// <summary>Whether every file is still as it was.</summary>
    public bool IsCurrent(BundleProject project, CancellationToken cancellationToken)
    {
        using var files = new FolderStamps(project.Root);
        var rows = Report.Rows;
        var next = -FilesAtOnce;
        var hasChanged = false;
        // The generic loops of the library would be compiled at every start, which takes longer than what they save here.
        var others = new Task[Environment.ProcessorCount - 1];
        for (var i = 0; i < others.Length; i++) others[i] = Task.Run(Compare, CancellationToken.None);
        Compare();
        Task.WaitAll(others, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return !hasChanged && !HasLinkedFolder(project);

        void Compare()
        {
            for (int first; !Volatile.Read(ref hasChanged) && !cancellationToken.IsCancellationRequested && (first = Interlocked.Add(ref next, FilesAtOnce)) < rows.Count;)
            {
                for (var i = first; i < Math.Min(rows.Count, first + FilesAtOnce); i++)
                {
                    if (!IsSame(files.Of(rows[i].Path), _stamps[i])) Volatile.Write(ref hasChanged, true);
                }
            }
        }
    }

    /// <summary>Keeps a status, unless something in it was changed so recently that a further change might not show.</summary>
    /// <param name="project">The project.</param>
    /// <param name="report">The status.</param>
    /// <param name="status">What it was made of.</param>
    /// <param name="inputs">The stamps of the project's state from before it was read.</param>
    /// <param name="time">The clock.</param>
    public static void Save(BundleProject project, StatusReport report, ProjectStatus status, FileStamp?[] inputs, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var isSettled = status.Files.Unsupported.Count == 0 && status.Files.Settled.Count == status.Files.Entries.Count
            && inputs.All(stamp => stamp is null || StatCache.IsSettled(stamp.Value, now));
        if (!isSettled) return;
        var stamps = report.Rows.Select(row => status.Files.Settled.TryGetValue(row.Path, out var stamp) ? (FileStamp?)stamp : null).ToArray();
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true)) Write(writer, new(inputs, report, stamps));
        buffer.Write(Digest.Of(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)).ToHash());
        try
        {
            using var pending = PendingFile.In(project.StateFolder);
            pending.Stream.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            pending.Publish(Path.Combine(project.StateFolder, FileName));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause) || cause is OutsideException)
        {
            // A project that may only be read still has a status.
        }
    }

    private static bool IsSame(FileStamp?[] first, FileStamp?[] second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (!IsSame(first[i], second[i])) return false;
        }
        return true;
    }

    private static bool IsSame(FileStamp? first, FileStamp? second) => first is { } one && second is { } other ? one.Equals(other) : first is null && second is null;

    // A folder that was replaced by a link to one with the same files would pass unseen.
    private bool HasLinkedFolder(BundleProject project)
    {
        ReadOnlySpan<char> last = "";
        foreach (var row in Report.Rows)
        {
            var folder = row.Path.AsSpan(0, Math.Max(0, row.Path.LastIndexOf('/')));
            if (folder.SequenceEqual(last)) continue;
            last = folder;
            for (var at = folder.ToString(); at.Length > 0; at = Path.GetDirectoryName(at)!)
            {
                if (new DirectoryInfo(project.PathOf(at)).LinkTarget is not null) return true;
            }
        }
        return false;
    }

    private static StatusSnapshot Read(BinaryReader reader)
    {
        var inputs = new FileStamp?[Inputs.Length];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = ReadStamp(reader);
        var registry = reader.ReadString();
        var config = new ProjectConfig(registry.Length == 0 ? null : registry, reader.ReadString());
        Digest? synced = Digest.TryParse(reader.ReadString(), out var digest) ? digest : null;
        var syncedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var tracked = reader.ReadInt32();
        var rows = new StatusRow[reader.ReadInt32()];
        var stamps = new FileStamp?[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var path = reader.ReadString();
            var state = (FileState)reader.ReadByte();
            stamps[i] = ReadStamp(reader);
            rows[i] = new(path, state, stamps[i]?.Size);
        }
        return new(inputs, new(config, synced, syncedAt == default ? null : syncedAt, rows) { Tracked = tracked }, stamps);
    }

    private static void Write(BinaryWriter writer, StatusSnapshot snapshot)
    {
        var report = snapshot.Report;
        writer.Write(Magic);
        foreach (var stamp in snapshot._inputs) WriteStamp(writer, stamp);
        writer.Write(report.Config.RegistryRef ?? "");
        writer.Write(report.Config.DefaultTag);
        writer.Write(report.Synced?.ToString() ?? "");
        writer.Write(report.SyncedAt?.UtcTicks ?? 0);
        writer.Write(report.Tracked);
        writer.Write(report.Rows.Count);
        for (var i = 0; i < report.Rows.Count; i++)
        {
            writer.Write(report.Rows[i].Path);
            writer.Write((byte)report.Rows[i].State!.Value);
            WriteStamp(writer, snapshot._stamps[i]);
        }
    }

    private static FileStamp? ReadStamp(BinaryReader reader) => reader.ReadBoolean() ? StatCache.ReadStamp(reader) : null;

    private static void WriteStamp(BinaryWriter writer, FileStamp? stamp)
    {
        writer.Write(stamp is not null);
        if (stamp is { } known) StatCache.WriteStamp(writer, known);
    }
}
