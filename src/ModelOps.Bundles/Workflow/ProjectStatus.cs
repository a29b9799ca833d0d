using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>How a project stands to what was last pushed or pulled; asks no registry.</summary>
/// <param name="Config">Its settings.</param>
/// <param name="Synced">The last common state.</param>
/// <param name="Tracked">The tracked paths.</param>
/// <param name="Files">The tracked files as they are.</param>
/// <param name="Untracked">Files that could be tracked and aren't, sorted; <see langword="null"/> if they were not looked for.</param>
public sealed record ProjectStatus(ProjectConfig Config, SyncState Synced, IReadOnlySet<string> Tracked, LocalFiles Files, IReadOnlyList<string>? Untracked)
{
    /// <summary>The sizes of the tracked files altogether, in bytes.</summary>
    public long Bytes => Files.Entries.Values.Sum(entry => entry.Size);

    /// <summary>Looks at a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="withUntracked">Whether untracked files are looked for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidInputException">The settings are wrong: codes of <see cref="ProjectConfig.Load"/>.</exception>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public static async Task<ProjectStatus> ReadAsync(BundleProject project, bool withUntracked, TimeProvider time, CancellationToken cancellationToken)
    {
        var config = ProjectConfig.Load(project);
        var tracked = TrackedFiles.Load(project).Paths;
        // The folders are searched while the files are looked at.
        var untracked = withUntracked ? Task.Run(() => new ProjectTree(project).Find("", tracked, withIgnored: false, cancellationToken), cancellationToken) : null;
        var files = LocalFiles.ReadAsync(project, tracked, time, cancellationToken);
        var synced = SyncStateFile.Load(project);
        return new(config, synced, tracked, await files, untracked is null ? null : await untracked);
    }

    /// <summary>Every path and its state, compared with the last common state, in the order of the paths.</summary>
    public IReadOnlyList<(string Path, FileState State)> States() => States(Synced.Files);

    /// <summary>Every path and its state, compared with what a registry has, in the order of the paths.</summary>
    /// <param name="remote">The files of the registry.</param>
    public IReadOnlyList<(string Path, FileState State)> States(IReadOnlyDictionary<string, FileVersion> remote) =>
        ThreeWay.Compare(Files.Versions, remote, Synced.Files, Tracked);
}
