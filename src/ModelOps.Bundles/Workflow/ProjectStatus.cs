using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>A project as it is, to be compared with the last common state or with a registry.</summary>
/// <param name="Config">Its settings.</param>
/// <param name="Synced">The last common state.</param>
/// <param name="Tracked">The tracked paths.</param>
/// <param name="Files">The tracked files as they are.</param>
public sealed record ProjectStatus(ProjectConfig Config, SyncState Synced, IReadOnlySet<string> Tracked, LocalFiles Files)
{
    /// <summary>Looks at a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidInputException">The settings are wrong: codes of <see cref="ProjectConfig.Load"/>.</exception>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public static async Task<ProjectStatus> ReadAsync(BundleProject project, TimeProvider time, CancellationToken cancellationToken)
    {
        var config = ProjectConfig.Load(project);
        var tracked = TrackedFiles.Load(project).Paths;
        var files = LocalFiles.ReadAsync(project, tracked, time, cancellationToken);
        var synced = SyncStateFile.Load(project);
        return new(config, synced, tracked, await files);
    }

    /// <summary>Every path and its state, compared with the last common state, in the order of the paths.</summary>
    public IReadOnlyList<(string Path, FileState State)> States() => States(Synced.Files);

    /// <summary>Every path and its state, compared with what a registry has, in the order of the paths.</summary>
    /// <param name="remote">The files of the registry.</param>
    public IReadOnlyList<(string Path, FileState State)> States(IReadOnlyDictionary<string, FileVersion> remote) =>
        ThreeWay.Compare(Files.Versions, remote, Synced.Files, Tracked);
}
