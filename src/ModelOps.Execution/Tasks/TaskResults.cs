using System.Globalization;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Durability.Files;
using ModelOps.Durability.Logs;

namespace ModelOps.Execution.Tasks;

/// <summary>
/// A folder of results that grows by commits, each of which is whole or absent after any crash. <c>tables/NAME.arrow</c> (or <c>.csv</c>) has the
/// rows of every task's table of this name behind the column <c>task</c>; <c>tasks.arrow</c> a row for each completed task with its number, <c>failures.arrow</c>
/// one for each failed attempt; <c>journal/</c> says which tasks are done and how far the files count; <c>.modelopsignore</c> keeps it all out of a bundle around it. Tables of one name with other columns are in
/// <c>NAME.2.arrow</c> and so on. Nothing is created before the first commit.
/// </summary>
public sealed class TaskResults : IDisposable
{
    private const int CommitTasks = 4096;
    private const long CommitBytes = 2 << 20;
    private const int MessageLength = 2000;

    private readonly string _directory;
    private readonly TableFormat _format;
    private readonly Func<FailedTask, string> _rerun;
    private readonly TaskTally _tally = new();
    private readonly PendingRows _rows;
    private readonly TaskRows _tasks = new();
    private readonly List<FailedTask> _failed = [];
    private long _failedBytes;
    private SegmentedLog? _journal;

    private TaskResults(string directory, TableFormat format, Func<FailedTask, string> rerun)
    {
        (_directory, _format, _rerun, _rows) = (directory, format, rerun, new(format));
    }

    /// <summary>How many tasks of the folder completed, in this and earlier runs.</summary>
    public long Completed => _tally.Completed;

    /// <summary>How many did not.</summary>
    public long Failed => _tally.Failed;

    /// <summary>The first of these, at most ten.</summary>
    public IReadOnlyList<FailedTask> Failures => [.. _tally.Failures];

    /// <summary>The end of the journal that a crash had left half written and that was cut off, or <see langword="null"/>.</summary>
    public LogRecovery? Recovery => _journal?.Recovery;

    /// <summary>Whether results wait for the next commit.</summary>
    public bool HasPending => _tasks.Count + _failed.Count > 0;

    private string JournalPath => Path.Combine(_directory, "journal");

    /// <summary>Opens a folder; goes on with the results that are there.</summary>
    /// <param name="directory">The folder, which need not exist.</param>
    /// <param name="format">How tables are written.</param>
    /// <param name="rerun">The command that runs a failed task again, for the table of failures.</param>
    /// <exception cref="ConflictException">
    /// Code <c>out_not_empty</c>: the folder holds something else. <c>out_format</c>: its tables have another format. <c>locked</c>: another process writes to it.
    /// </exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c> or <c>corrupt_results</c>: files are not as they were written.</exception>
    public static TaskResults Open(string directory, TableFormat format, Func<FailedTask, string> rerun)
    {
        var results = new TaskResults(directory, format, rerun);
        if (!Directory.Exists(directory)) return results;
        if (Directory.Exists(results.JournalPath)) return results.Resume();
        if (Directory.EnumerateFileSystemEntries(directory).Any())
            throw new ConflictException("out_not_empty", $"The folder '{directory}' is not empty and has no results of tasks.", "Name a new or empty folder.");
        return results;
    }

    /// <summary>Whether a task has still to be run: neither done nor claimed before. What the machine ended is run again.</summary>
    public bool Claim(TaskIdentity task) => _tally.Claim(task);

    /// <summary>Takes an outcome. It counts after the next commit, which comes by itself when enough wait.</summary>
    public async ValueTask AddAsync(TaskOutcome outcome, CancellationToken cancellationToken)
    {
        var number = _tally.Completed + _tasks.Count;
        if (outcome.Outcome.Error is { } error) Add(outcome, error);
        else if (_rows.TryAdd(number, outcome.Outcome.Tables, out var fault)) _tasks.Add(number, outcome);
        else Add(outcome, new("InvalidTable", fault, ""));
        if (_rows.Bytes + _tasks.Bytes + _failedBytes >= CommitBytes || _tasks.Count + _failed.Count >= CommitTasks) await CommitAsync(cancellationToken);
    }

    /// <summary>Makes durable what was added. When the call returns it survives any crash.</summary>
    /// <exception cref="OutsideException">Code <c>disk_full</c>, <c>log_poisoned</c> or <c>storage_failed</c>; what was committed before is kept.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (!HasPending) return;
        // Taken before anything can fail: what a full disk refuses is run again by the next run, not written by a second try.
        FailedTask[] failed = [.. _failed];
        _failed.Clear();
        _failedBytes = 0;
        string[] done = [];
        if (_tasks.Count > 0) _rows.Add("tasks", _tasks.Take(out done));
        if (failed.Length > 0) _rows.Add("failures", FailureRows.Of(failed, _rerun));
        var pieces = _rows.Take();
        _journal ??= Create();
        var commit = new TaskCommit(_format, done, failed, new ResultFiles(_directory, _tally, _format).Append(pieces));
        _journal.Append(TaskJournalJson.Write(commit));
        await _journal.FlushAsync(cancellationToken);
        _tally.Add(commit);
    }

    /// <summary>Closes the folder. What was not committed is dropped.</summary>
    public void Dispose() => _journal?.Dispose();

    private void Add(TaskOutcome outcome, SimulationError error)
    {
        var failed = new FailedTask(
            outcome.Identity.ToString(),
            outcome.Task.Entrypoint.Text,
            outcome.Bundle,
            outcome.Task.Parameters.Canonical,
            outcome.Task.Seed.ToString(CultureInfo.InvariantCulture),
            error.Type,
            error.Message.Length <= MessageLength ? error.Message : error.Message[..MessageLength],
            outcome.Outcome.IsEnvironmental);
        _failed.Add(failed);
        _failedBytes += failed.Params.Length + failed.Message.Length;
    }

    // Results that lie in the folder of a model must not make another model of it.
    private SegmentedLog Create()
    {
        DirectorySync.Create(_directory);
        AtomicFile.Write(Path.Combine(_directory, ".modelopsignore"), "*\n");
        return OpenJournal();
    }

    private SegmentedLog OpenJournal() => SegmentedLog.Open(JournalPath, new() { Purpose = $"The folder '{_directory}'" });

    private TaskResults Resume()
    {
        var resumed = false;
        _journal = OpenJournal();
        try
        {
            foreach (var record in _journal.Read()) Replay(record);
            new ResultFiles(_directory, _tally, _format).CutUncommitted();
            resumed = true;
            return this;
        }
        finally
        {
            if (!resumed) Dispose();
        }
    }

    private void Replay(LogRecord record)
    {
        var commit = TaskJournalJson.Read(record.Payload)
            ?? throw new CorruptDataException("corrupt_results", $"Record {record.Position} of '{JournalPath}' is not one of task results.");
        if (commit.Format != _format)
        {
            throw new ConflictException(
                "out_format",
                $"The tables in '{_directory}' are {Name(commit.Format)}, not {Name(_format)}.",
                $"Go on with --format {Name(commit.Format)}, or name another folder.");
        }
        _tally.Replay(commit);
    }

    private static string Name(TableFormat format) => format.ToString().ToLowerInvariant();
}
