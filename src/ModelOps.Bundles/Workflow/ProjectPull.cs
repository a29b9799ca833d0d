using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow;

/// <summary>
/// Brings a project to what a tag names. What would be lost is found before anything is changed; each file appears whole. A pull that is
/// broken off leaves some files new and some old, all of which the next one recognizes.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="remote">Where from.</param>
/// <param name="time">The clock.</param>
public sealed class ProjectPull(BundleProject project, ProjectRemote remote, TimeProvider time)
{
    /// <summary>Pulls.</summary>
    /// <exception cref="WorkdirConflictException">An edit here would be lost; nothing was changed.</exception>
    /// <exception cref="NotFoundException">Code <c>tag_not_found</c>.</exception>
    /// <exception cref="UnsupportedMediaTypeException">The tag names no bundle.</exception>
    /// <exception cref="CorruptDataException">What was fetched is not what the digests say; nothing was changed.</exception>
    /// <exception cref="ConflictException">Code <c>locked</c>: another command is at work here.</exception>
    /// <exception cref="OutsideException">The registry or a disk failed.</exception>
    public async Task<PullOutcome> RunAsync(PullRequest request, CancellationToken cancellationToken)
    {
        using var held = project.Lock();
        var status = await ProjectStatus.ReadAsync(project, time, cancellationToken);
        // Asked once: a tag that moves meanwhile changes nothing of this pull.
        var digest = await remote.Repository.ResolveTagAsync(remote.Tag, cancellationToken);
        var bundle = await remote.Cache.LoadAsync(digest, remote.Repository, cancellationToken);
        var destination = new Destination(project.Root);
        var plan = PullPlan.Of(status, bundle, destination, request.Force);
        var tracked = Tracked(plan, bundle, request);
        if (!request.DryRun)
        {
            try
            {
                await ApplyAsync(plan, bundle, destination, status, cancellationToken);
                Record(tracked, plan, bundle, status);
            }
            catch (Exception cause) when (StorageError.IsStorage(cause))
            {
                throw StorageError.Of("pull into", project.Root, cause);
            }
        }
        return new(bundle, [.. plan.Writes.Where(write => write.Action != FileAction.Unchanged).Select(write => write.File)], plan.Deletes, plan.Kept);
    }

    private async Task ApplyAsync(PullPlan plan, Bundle bundle, Destination destination, ProjectStatus status, CancellationToken cancellationToken)
    {
        RemoveAbandoned(plan);
        var files = plan.Writes.Where(write => write.Action != FileAction.Unchanged).Select(write => write.File).ToList();
        using var cached = files.Count == 0 ? null : await remote.Cache.HoldAsync(bundle, files, new(remote.Repository, remote.External, remote.Progress), cancellationToken);
        foreach (var (file, action) in plan.Writes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (action == FileAction.Unchanged) destination.Adjust(file);
            else destination.Write(file, cached!.PathOf(file));
        }
        foreach (var path in plan.Deletes) await DeleteAsync(path, status, cancellationToken);
    }

    // What a killed pull left beside the files that it was writing; the lock says that no other is at work.
    private void RemoveAbandoned(PullPlan plan)
    {
        foreach (var folder in plan.Writes.Select(write => Path.GetDirectoryName(project.PathOf(write.File.Path))!).Distinct(StringComparer.Ordinal).Where(Directory.Exists))
            PendingFile.RemoveAbandoned(folder);
    }

    private async Task DeleteAsync(string path, ProjectStatus status, CancellationToken cancellationToken)
    {
        var full = project.PathOf(path);
        // An edit of the last moment is kept: the file is then one that only exists here.
        if (!RegularFile.Is(full) || (await PinnedFolder.ReadFileAsync(project.Root, path, cancellationToken)).Sha256 != status.Files.Entries.GetValueOrDefault(path)?.Sha256) return;
        File.Delete(full);
        for (var folder = Path.GetDirectoryName(full)!; folder.Length > project.Root.Length && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
            Directory.Delete(folder);
    }

    // Found before anything is changed: names that can't lie side by side are refused.
    private TrackedFiles Tracked(PullPlan plan, Bundle bundle, PullRequest request)
    {
        var tracked = TrackedFiles.Load(project);
        tracked.Remove(plan.Deletes);
        var kept = request.Force ? [] : plan.Kept.ToHashSet(StringComparer.Ordinal);
        tracked.Add(bundle.Index.Files.Select(file => file.Path).Where(path => !kept.Contains(path)));
        return tracked;
    }

    private void Record(TrackedFiles tracked, PullPlan plan, Bundle bundle, ProjectStatus status)
    {
        tracked.Save(project);
        var (manifest, now) = (bundle.Manifest, time.GetUtcNow());
        SyncStateFile.Save(project, status.Synced.AfterPull(remote.Tag, manifest.Digest, ProjectRemote.Versions(bundle), now));
        if (status.Synced.Digest != manifest.Digest || plan.Writes.Count + plan.Deletes.Count > 0)
            SyncLog.Append(project, new(now, SyncAction.Pull, remote.Target.ToString()!, manifest.Digest, manifest.Content, bundle.Index.Files.Count) { Bytes = bundle.Index.Files.Sum(file => file.Size) });
    }
}
