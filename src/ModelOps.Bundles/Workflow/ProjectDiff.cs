using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>Compares a project with what a tag names, by the bundle's index; no file is fetched.</summary>
/// <param name="project">The project.</param>
/// <param name="remote">What to compare with.</param>
/// <param name="time">The clock.</param>
public sealed class ProjectDiff(BundleProject project, ProjectRemote remote, TimeProvider time)
{
    /// <summary>Compares.</summary>
    /// <exception cref="NotFoundException">Code <c>tag_not_found</c>.</exception>
    /// <exception cref="OutsideException">The registry or a disk failed.</exception>
    public async Task<DiffOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var status = await ProjectStatus.ReadAsync(project, time, cancellationToken);
        var digest = await remote.Repository.ResolveTagAsync(remote.Tag, cancellationToken);
        var bundle = await remote.Cache.LoadAsync(digest, remote.Repository, cancellationToken);
        return new(bundle, status.Files, status.States(ProjectRemote.Versions(bundle)));
    }
}
