using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Transfers;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>
/// Pushes the tracked files of a project. The tag is only moved if it names what was last seen here, so that nobody's push is silently
/// reverted. A push that is broken off changes nothing that others see; the next one sends what is missing.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="remote">Where to.</param>
/// <param name="time">The clock.</param>
public sealed class ProjectPush(BundleProject project, ProjectRemote remote, TimeProvider time)
{
    /// <summary>The layer of all files of a project.</summary>
    public const string Layer = "files";

    private static readonly Dictionary<string, IReadOnlyList<string>> NoRoles = new(StringComparer.Ordinal);

    /// <summary>Pushes.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>nothing_tracked</c>: there is no tracked file. Code <c>unsupported_file</c>. Code <c>bundle_has_layers</c>: what the tag named
    /// when it was last seen was made by a spec, whose layers and roles this push would drop.
    /// </exception>
    /// <exception cref="TagMovedException">The tag names something that was not seen here; nothing was changed.</exception>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: a file changed meanwhile. Code <c>locked</c>: another command is at work here.</exception>
    /// <exception cref="OutsideException">The registry or a disk failed.</exception>
    public async Task<PushOutcome> RunAsync(PushRequest request, CancellationToken cancellationToken)
    {
        using var held = project.Lock();
        var tracked = TrackedFiles.Load(project);
        var state = SyncStateFile.Load(project);
        var files = await LocalFiles.ReadAsync(project, tracked.Paths, time, cancellationToken);
        files.ThrowIfUnsupported();
        if (files.Entries.Count == 0)
            throw new InvalidInputException("nothing_tracked", "There is no tracked file to push.", "Choose files with 'mops bundle add PATH'.");
        var lease = await LeaseAsync(state, request, cancellationToken);
        if (!request.Force) RefuseLayers(lease.Known);
        var members = files.Entries.Values.Select(entry => new BundleMember(entry, Layer)).ToList();
        var packed = await BundlePacker.PackAsync(project.Root, members, [Layer], NoRoles, lease.Known?.Index, cancellationToken);
        var digest = packed.Bundle.Manifest.Digest;
        if (!request.DryRun) SyncStateFile.Save(project, state with { Pending = new(remote.Tag, digest) });
        var transfer = await new BundlePush(packed, remote.Repository, Options(lease, request)).RunAsync(cancellationToken);
        var changes = ThreeWay.Compare(files.Versions, state.Files, state.Files, tracked.Paths).Where(entry => entry.State != FileState.Unchanged).ToList();
        var outcome = new PushOutcome(packed.Bundle, changes, transfer);
        if (!request.DryRun) Record(outcome, tracked, state, files);
        return outcome;
    }

    // What the tag must name, and a bundle that is there if it does.
    private async Task<(ExpectedTag Expected, Bundle? Known)> LeaseAsync(SyncState state, PushRequest request, CancellationToken cancellationToken)
    {
        if (request.Force) return (ExpectedTag.Any, null);
        Digest? seen = state.Tags.TryGetValue(remote.Tag, out var tagged) ? tagged : null;
        // A push from here that was killed may have moved the tag; and a tag that is new here may name what is the last common state.
        if (state.Pending is not null || seen is null)
        {
            var actual = await remote.Repository.FindTagAsync(remote.Tag, cancellationToken);
            if (actual is not null && (actual == state.Digest || (state.Pending?.Tag == remote.Tag && actual == state.Pending.Digest))) seen = actual;
        }
        return (ExpectedTag.At(seen), seen is { } digest ? remote.Cache.TryLoad(digest) : null);
    }

    private static void RefuseLayers(Bundle? known)
    {
        if (known is null || known.Index is { Roles.Count: 0, Layers: [Layer] or [] }) return;
        throw new InvalidInputException(
            "bundle_has_layers",
            $"The bundle that the tag names was made by a spec, with the layers {string.Join(", ", known.Index.Layers)}; a push of tracked files would drop them.",
            "Push with the spec: 'mops bundle push DIR'; or give this one another tag; or replace it with --force.");
    }

    private PushOptions Options((ExpectedTag Expected, Bundle? Known) lease, PushRequest request) => new()
    {
        Tags = [remote.Tag],
        Expected = lease.Expected,
        Known = lease.Known,
        DryRun = request.DryRun,
        External = remote.External,
        Progress = remote.Progress,
    };

    // The tag is the truth, and it is set. What follows is repeated by the next push if it is cut short.
    private void Record(PushOutcome outcome, TrackedFiles tracked, SyncState before, LocalFiles files)
    {
        var (manifest, now) = (outcome.Bundle.Manifest, time.GetUtcNow());
        remote.Cache.Save(outcome.Bundle);
        if (tracked.Paths.Count != files.Entries.Count)
        {
            tracked.Remove(tracked.Paths.Where(path => !files.Entries.ContainsKey(path)).ToList());
            tracked.Save(project);
        }
        SyncStateFile.Save(project, before.AfterPush(remote.Tag, manifest.Digest, files.Versions, now));
        if (outcome.Transfer.TagMoved)
            SyncLog.Append(project, new(now, SyncAction.Push, remote.Target.ToString()!, manifest.Digest, manifest.Content, files.Entries.Count) { Bytes = outcome.Bytes });
    }
}
