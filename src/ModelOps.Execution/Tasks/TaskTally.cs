namespace ModelOps.Execution.Tasks;

/// <summary>What the journal says by now: which tasks are done, how many failed, how large the files are.</summary>
internal sealed class TaskTally
{
    private const int ShownFailures = 10;

    private readonly IdentitySet _claimed = new();
    private readonly HashSet<UInt128> _environmental = [];
    private readonly Dictionary<UInt128, FailedTask> _shown = [];
    private readonly Dictionary<(string Table, string Header), WrittenFile> _files = [];
    private long _failedByModel;

    /// <summary>How many tasks completed.</summary>
    public long Completed { get; private set; }

    /// <summary>How many did not.</summary>
    public long Failed => _failedByModel + _environmental.Count;

    /// <summary>The first of these, at most ten.</summary>
    public IEnumerable<FailedTask> Failures => _shown.Values;

    /// <summary>The files.</summary>
    public IEnumerable<WrittenFile> Files => _files.Values;

    /// <summary>Whether a task has still to be run; from then on it counts as taken. Called by one thread, which may be another one than that of the rest.</summary>
    public bool Claim(TaskIdentity task) => _claimed.Add(task.Value);

    /// <summary>The file of a table with certain columns, if there is one.</summary>
    public WrittenFile? FileOf(string table, string header) => _files.GetValueOrDefault((table, header));

    /// <summary>Whether a path belongs to a file, also on file systems where the letter case does not count.</summary>
    public bool HasPath(string path) => _files.Values.Any(file => file.Path.Equals(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a record of an earlier run.</summary>
    public void Replay(TaskCommit commit)
    {
        foreach (var text in commit.Done)
        {
            if (TaskIdentity.TryParse(text, out var done)) _claimed.Add(done.Value);
        }
        foreach (var failed in commit.Failed)
        {
            if (!failed.Environmental && TaskIdentity.TryParse(failed.Task, out var identity)) _claimed.Add(identity.Value);
        }
        Add(commit);
    }

    /// <summary>Adds a record of this run.</summary>
    public void Add(TaskCommit commit)
    {
        Completed += commit.Done.Count;
        foreach (var file in commit.Files) _files[(file.Table, file.Header)] = file;
        foreach (var text in commit.Done)
        {
            if (_environmental.Count > 0 && TaskIdentity.TryParse(text, out var done) && _environmental.Remove(done.Value)) _shown.Remove(done.Value);
        }
        foreach (var failed in commit.Failed) Add(failed);
    }

    private void Add(FailedTask failed)
    {
        if (!TaskIdentity.TryParse(failed.Task, out var identity)) return;
        var again = _environmental.Remove(identity.Value);
        if (failed.Environmental) _environmental.Add(identity.Value);
        else _failedByModel++;
        if (_shown.Count < ShownFailures || again) _shown[identity.Value] = failed;
    }
}
