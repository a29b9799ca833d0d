using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>How a project stands to what was last pushed or pulled; asks no registry.</summary>
/// <param name="Config">Its settings.</param>
/// <param name="Synced">The manifest digest of the last common state; <see langword="null"/> if there is none.</param>
/// <param name="SyncedAt">When that was.</param>
/// <param name="Rows">Every path that is tracked or was in the last common state, in the order of the paths.</param>
public sealed record StatusReport(ProjectConfig Config, Digest? Synced, DateTimeOffset? SyncedAt, IReadOnlyList<StatusRow> Rows)
{
    /// <summary>How many paths are tracked.</summary>
    public int Tracked { get; init; }

    /// <summary>Files that could be tracked and aren't, sorted.</summary>
    public IReadOnlyList<string> Untracked { get; init; } = [];

    /// <summary>The sizes of the tracked files altogether, in bytes.</summary>
    public long Bytes
    {
        get
        {
            var bytes = 0L;
            foreach (var row in Rows) bytes += row.Size ?? 0;
            return bytes;
        }
    }

    /// <summary>How many files differ from the last common state.</summary>
    public int Changed => Rows.Count(row => row.State != FileState.Unchanged);

    /// <summary>Looks at a project. Where nothing changed since the last look this takes one system call a file.</summary>
    /// <param name="project">The project.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidInputException">The settings are wrong: codes of <see cref="ProjectConfig.Load"/>.</exception>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public static async Task<StatusReport> ReadAsync(BundleProject project, TimeProvider time, CancellationToken cancellationToken)
    {
        var snapshot = StatusSnapshot.TryLoad(project);
        // The folders are searched while the files are looked at.
        var untracked = Task.Run(() => new ProjectTree(project).FindUnknown(snapshot?.PathSet() ?? TrackedFiles.Load(project).Paths, cancellationToken), cancellationToken);
        var report = snapshot?.IsCurrent(project, cancellationToken) == true ? snapshot.Report : await CompareAsync(project, time, cancellationToken);
        return report with { Untracked = await untracked };
    }

    private static async Task<StatusReport> CompareAsync(BundleProject project, TimeProvider time, CancellationToken cancellationToken)
    {
        var stamps = StatusSnapshot.StampsOf(project);
        var status = await ProjectStatus.ReadAsync(project, time, cancellationToken);
        var unsupported = status.Files.Unsupported.ToHashSet(StringComparer.Ordinal);
        var rows = status.States().Where(entry => !unsupported.Contains(entry.Path))
            .Select(entry => new StatusRow(entry.Path, entry.State, status.Files.Entries.GetValueOrDefault(entry.Path)?.Size))
            .Concat(unsupported.Select(path => new StatusRow(path, null, null)))
            .OrderBy(row => row.Path, Utf8Order.Instance)
            .ToList();
        var report = new StatusReport(status.Config, status.Synced.Digest, status.Synced.Timestamp, rows) { Tracked = status.Tracked.Count };
        StatusSnapshot.Save(project, report, status, stamps, time);
        return report;
    }
}
