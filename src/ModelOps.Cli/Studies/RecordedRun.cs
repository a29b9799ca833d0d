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

    private RecordedRun(StudyState state, ReadTable tables) => (State, Tables) = (state, tables);

    /// <summary>The study.</summary>
    public StudyState State { get; }

    /// <summary>Reads its tables.</summary>
    public ReadTable Tables { get; }

    /// <summary>Opens a run.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="dsn">The value of <see cref="DsnOption"/>.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RecordedRun> OpenAsync(CliContext context, string? dsn, string run, CancellationToken cancellationToken)
    {
        if (dsn is null)
        {
            var runs = LocalState.Runs(context);
            // Only for who needs a table: a run may have stored none yet.
            var tables = new Lazy<RecordedTables>(() => RecordedTables.Open(runs.FolderOf(run)));
            return new(runs.Read(run), (digest, token) => tables.Value.ReadAsync(digest, token));
        }
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
