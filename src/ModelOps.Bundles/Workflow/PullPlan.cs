using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Workflow.States;

namespace ModelOps.Bundles.Workflow;

/// <summary>What a pull is going to do, by comparison and by a look at what is in the way.</summary>
internal sealed class PullPlan
{
    private const int NamedConflicts = 5;

    private readonly List<(BundleFile File, FileAction Action)> _writes = [];
    private readonly List<string> _deletes = [];
    private readonly List<string> _kept = [];
    private readonly List<WorkdirConflict> _conflicts = [];

    /// <summary>Files to write; those whose bytes are there already are <see cref="FileAction.Unchanged"/>.</summary>
    public IReadOnlyList<(BundleFile File, FileAction Action)> Writes => _writes;

    /// <summary>Paths to remove.</summary>
    public IReadOnlyList<string> Deletes => _deletes;

    /// <summary>Paths that differ and stay.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>Plans a pull.</summary>
    /// <param name="status">The project.</param>
    /// <param name="bundle">What the registry has.</param>
    /// <param name="destination">The project's folder.</param>
    /// <param name="force">Whether edits here are given up.</param>
    /// <exception cref="WorkdirConflictException">An edit would be lost; nothing was changed.</exception>
    public static PullPlan Of(ProjectStatus status, Bundle bundle, Destination destination, bool force)
    {
        var plan = new PullPlan();
        var remote = bundle.Index.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var (path, state) in status.States(ProjectRemote.Versions(bundle)))
        {
            var file = remote.GetValueOrDefault(path);
            switch (PullRule.StepFor(state, file is not null, force))
            {
                case PullStep.Write:
                    plan.Write(file!, destination, status, force);
                    break;
                case PullStep.Delete:
                    plan._deletes.Add(path);
                    break;
                case PullStep.Refuse:
                    plan._conflicts.Add(new(path, file?.Sha256.Hex ?? "deleted", status.Files.Entries.GetValueOrDefault(path)?.Sha256.Hex ?? "deleted"));
                    break;
                default:
                    if (state != FileState.Unchanged) plan._kept.Add(path);
                    break;
            }
        }
        return plan._conflicts.Count == 0 ? plan : throw Refused(plan._conflicts);
    }

    // What is tracked and unedited, or as the start of the project made it, may be replaced; what else is in the way is somebody's work.
    private void Write(BundleFile file, Destination destination, ProjectStatus status, bool force)
    {
        var conflict = destination.Inspect(file, out var action);
        var isFree = conflict is not null
            && (status.Files.Entries.GetValueOrDefault(file.Path)?.Sha256.Hex == conflict.Actual || ProjectInit.IsPristine(file.Path, conflict.Actual));
        if (conflict is not null && !isFree && (!force || conflict.Actual == "leads outside")) _conflicts.Add(conflict);
        _writes.Add((file, conflict is null ? action : FileAction.Replaced));
    }

    private static WorkdirConflictException Refused(List<WorkdirConflict> conflicts)
    {
        var named = string.Join(", ", conflicts.Take(NamedConflicts).Select(conflict => $"'{conflict.Path}'"));
        var more = conflicts.Count > NamedConflicts ? $" and {conflicts.Count - NamedConflicts} more" : "";
        var count = conflicts.Count == 1 ? "1 file" : $"{conflicts.Count} files";
        return new(
            $"Pull would overwrite or delete local changes of {count}: {named}{more}. Nothing was changed.",
            "Copy your changes elsewhere and take the registry's state with --force; or push yours with 'mops bundle push --force'.",
            conflicts);
    }
}
