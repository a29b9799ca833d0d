using System.Globalization;
using ModelOps.Adaptive.Stores.Journals;
using ModelOps.Adaptive.Studies;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>The studies of one PostgreSQL database, in its schema <c>mops</c>.</summary>
public sealed class PostgresStudies : IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresStoreOptions _options;

    private PostgresStudies(PostgresDatabase database, PostgresStoreOptions options)
    {
        _database = database;
        _options = options;
    }

    /// <summary>Where it is, without a password.</summary>
    public string Address => _database.Address.ToString();

    /// <summary>How long a lease holds without being renewed.</summary>
    public TimeSpan LeaseDuration => _options.LeaseDuration;

    /// <summary>Connects, and creates the schema or brings it up to date, under a lock.</summary>
    /// <exception cref="OutsideException">The server can't be reached, or refuses: see <see cref="PostgresDatabase"/>.</exception>
    /// <exception cref="ConflictException">Code <c>newer_schema</c>.</exception>
    public static async Task<PostgresStudies> ConnectAsync(PostgresAddress address, PostgresStoreOptions options, CancellationToken cancellationToken)
    {
        var database = new PostgresDatabase(address);
        var connected = false;
        try
        {
            await PostgresSchema.EnsureAsync(database, cancellationToken);
            connected = true;
            return new(database, options);
        }
        finally
        {
            if (!connected) await database.DisposeAsync();
        }
    }

    /// <summary>Creates a study, unless the run exists, and opens it.</summary>
    public async Task<PostgresStudyStore> OpenOrCreateAsync(StudyHeader header, CancellationToken cancellationToken)
    {
        await TryAsync(
            new("select mops.create_study($1, $2)", header.Run, JournalCodec.Encode(new StudyEvent.Created(header))), cancellationToken);
        return await OpenAsync(header.Run, cancellationToken);
    }

    /// <summary>Opens a study.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>, naming the nearest.</exception>
    public async Task<PostgresStudyStore> OpenAsync(string run, CancellationToken cancellationToken)
    {
        int? key = null;
        await TryAsync(new("select id from mops.study where run = $1", run) { Row = row => key = row.GetInt32(0) }, cancellationToken);
        if (key is null)
        {
            var near = Nearest.To(run, (await ListAsync(cancellationToken)).Select(study => study.Run)) is { } name ? $" Did you mean '{name}'?" : "";
            throw new NotFoundException("run_not_found", $"There is no run '{run}' in {Address}.{near}", "'mops adaptive list' with the same --dsn shows the runs.");
        }
        return await PostgresStudyStore.OpenAsync(_database, _options, (key.Value, run), cancellationToken);
    }

    /// <summary>What a run is now.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>.</exception>
    public async Task<StudyState> ReadAsync(string run, CancellationToken cancellationToken)
    {
        await using var store = await OpenAsync(run, cancellationToken);
        return store.Fold();
    }

    /// <summary>Cancels a run; its runners hear of it at once.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>.</exception>
    /// <exception cref="ConflictException">Code <c>run_ended</c>: it has ended already.</exception>
    public async Task CancelAsync(string run, CancellationToken cancellationToken)
    {
        await using var store = await OpenAsync(run, cancellationToken);
        if (store.Fold().Stopped is { } reason)
            throw new ConflictException("run_ended", $"Run '{run}' has ended already ({StopReasonText.Of(reason)}).");
        await store.StopAsync(StopReason.Cancelled, cancellationToken);
    }

    /// <summary>Whether there is such a run.</summary>
    public async Task<bool> HasAsync(string run, CancellationToken cancellationToken)
    {
        var exists = false;
        await TryAsync(new("select exists (select from mops.study where run = $1)", run) { Row = row => exists = row.GetBoolean(0) }, cancellationToken);
        return exists;
    }

    /// <summary>All runs, in the order of their names.</summary>
    public async Task<IReadOnlyList<StudySummary>> ListAsync(CancellationToken cancellationToken)
    {
        var studies = new List<StudySummary>();
        await TryAsync(
            new("select run, stopped, told, best from mops.study order by run collate \"C\"")
            {
                Row = row => studies.Add(new(
                    row.GetString(0),
                    row.IsDBNull(1) ? null : StopReasonText.Parse(row.GetString(1)),
                    row.GetInt32(2),
                    row.IsDBNull(3) ? null : row.GetDouble(3))),
            },
            cancellationToken);
        return studies;
    }

    /// <summary>A name for a runner that no other has, or had before.</summary>
    /// <param name="host">What the name begins with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> NameRunnerAsync(string host, CancellationToken cancellationToken)
    {
        var number = 0L;
        await TryAsync(new("select nextval('mops.runner')") { Row = row => number = row.GetInt64(0) }, cancellationToken);
        return $"{host}-{number.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<bool> TryAsync(PostgresStatement statement, CancellationToken cancellationToken) => Persistence.TryAsync(
        async () =>
        {
            await _database.ExecuteAsync([statement], cancellationToken);
            return true;
        },
        _options.Patience,
        _options.Time,
        cancellationToken);
}
