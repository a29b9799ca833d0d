using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary>A run as it is recorded now, on this machine or in a central store, with its output tables.</summary>
internal sealed class RecordedRun : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _owned = new();

    private readonly StudyState? _state;

    private RecordedRun(StudyState state, ReadTable tables) => (_state, Trials, Tables) = (state, RecordedTrials.Of(state), tables);

    private RecordedRun(RecordedTrials trials, ReadTable tables) => (Trials, Tables) = (trials, tables);

    /// <summary>The study, of a run that was opened as a whole.</summary>
    public StudyState State => _state ?? throw new InvalidOperationException("Only the trials of this run were opened.");

    /// <summary>Its trials.</summary>
    public RecordedTrials Trials { get; }

    /// <summary>Reads its tables.</summary>
    public ReadTable Tables { get; }

    /// <summary>Opens a run.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="dsn">The value of <see cref="DsnOption"/>.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RecordedRun> OpenAsync(CliContext context, string? dsn, string run, CancellationToken cancellationToken)
    {
        if (dsn is not null) return await OpenCentralAsync(context, dsn, run, cancellationToken);
        var runs = LocalState.Runs(context);
        return new(runs.Read(run), TablesOf(runs, run));
    }

    /// <summary>Opens a run for who reads its trials one after the other; those of a run on this machine are not kept in memory.</summary>
    /// <inheritdoc cref="OpenAsync" path="/param" />
    public static async Task<RecordedRun> OpenTrialsAsync(CliContext context, string? dsn, string run, CancellationToken cancellationToken)
    {
        if (dsn is not null) return await OpenCentralAsync(context, dsn, run, cancellationToken);
        var runs = LocalState.Runs(context);
        return new(runs.ReadTrials(run), TablesOf(runs, run));
    }

    // Only for who needs a table: a run may have stored none yet.
    private static ReadTable TablesOf(RunsFolder runs, string run)
    {
        var tables = new Lazy<RecordedTables>(() => RecordedTables.Open(runs.FolderOf(run)));
        return (digest, token) => tables.Value.ReadAsync(digest, token);
    }

    private static async Task<RecordedRun> OpenCentralAsync(CliContext context, string dsn, string run, CancellationToken cancellationToken)
    {
        var studies = await CentralStore.ConnectAsync(context, dsn, cancellationToken);
        var opened = default(RecordedRun);
        try
        {
            var store = await studies.OpenAsync(run, cancellationToken);
            opened = new(store.Fold(), store.ReadTableAsync);
            opened._owned.Push(studies);
            opened._owned.Push(store);
            return opened;
        }
        finally
        {
            if (opened is null) await studies.DisposeAsync();
        }
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var owned)) await owned.DisposeAsync();
    }
}
