namespace ModelOps.Bundles.Workflow.States;

/// <summary>Compares files here, in the registry, and as they were when both were last the same.</summary>
public static class ThreeWay
{
    /// <summary>The state of one path.</summary>
    /// <param name="local">The tracked file here; <see langword="null"/> if there is none.</param>
    /// <param name="remote">The file in the registry; <see langword="null"/> if there is none.</param>
    /// <param name="synced">The file when both were last the same; <see langword="null"/> if it was on neither side.</param>
    /// <param name="isTracked">Whether the path is tracked here.</param>
    /// <returns>The state; <see langword="null"/> if there is nothing to say of the path.</returns>
    public static FileState? StateOf(FileVersion? local, FileVersion? remote, FileVersion? synced, bool isTracked) => (local, remote) switch
    {
        (null, null) => isTracked && synced is not null ? FileState.DeletedLocal : null,
        (null, not null) => OnlyThere(remote.Value, synced, isTracked),
        (not null, null) => OnlyHere(local.Value, synced),
        _ when local == remote => FileState.Unchanged,
        _ when synced is null => FileState.Conflict,
        _ when local == synced => FileState.ModifiedRemote,
        _ when remote == synced => FileState.ModifiedLocal,
        _ => FileState.Conflict,
    };

    /// <summary>The states of all paths of three trees, in the order of the UTF-8 bytes of the paths.</summary>
    /// <param name="local">The tracked files that are here.</param>
    /// <param name="remote">The files in the registry.</param>
    /// <param name="synced">The files when both were last the same.</param>
    /// <param name="tracked">The tracked paths.</param>
    public static IReadOnlyList<(string Path, FileState State)> Compare(
        IReadOnlyDictionary<string, FileVersion> local,
        IReadOnlyDictionary<string, FileVersion> remote,
        IReadOnlyDictionary<string, FileVersion> synced,
        IReadOnlySet<string> tracked)
    {
        var states = new List<(string Path, FileState State)>();
        foreach (var path in local.Keys.Concat(remote.Keys).Concat(synced.Keys).Concat(tracked).Distinct(StringComparer.Ordinal))
        {
            if (StateOf(Find(local, path), Find(remote, path), Find(synced, path), tracked.Contains(path)) is { } state) states.Add((path, state));
        }
        states.Sort(static (a, b) => Contents.Utf8Order.Instance.Compare(a.Path, b.Path));
        return states;
    }

    private static FileState OnlyHere(FileVersion local, FileVersion? synced) =>
        synced is null ? FileState.AddedLocal : local == synced ? FileState.DeletedRemote : FileState.Conflict;

    // A path that was removed from tracking is one that was removed here, if the last common state had it.
    private static FileState OnlyThere(FileVersion remote, FileVersion? synced, bool isTracked)
    {
        if (synced is null) return isTracked ? FileState.DeletedLocal : FileState.AddedRemote;
        return remote == synced ? FileState.DeletedLocal : FileState.Conflict;
    }

    private static FileVersion? Find(IReadOnlyDictionary<string, FileVersion> files, string path) =>
        files.TryGetValue(path, out var version) ? version : null;
}
