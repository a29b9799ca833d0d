using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Launching;

/// <summary>Runs in a database, which any number of processes may run at once.</summary>
/// <param name="studies">The database.</param>
/// <param name="parallel">How many simulations this process runs at once.</param>
/// <param name="time">The clock.</param>
public sealed class SharedRuns(PostgresStudies studies, int parallel, TimeProvider time) : IRuns, IAsyncDisposable
{
    /// <inheritdoc />
    public Task<IAsyncDisposable> HoldAsync(string run, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new NothingHeld());

    /// <inheritdoc />
    public async Task<StudyState?> FindAsync(string run, CancellationToken cancellationToken) =>
        await studies.HasAsync(run, cancellationToken) ? await studies.ReadAsync(run, cancellationToken) : null;

    /// <inheritdoc />
    public async Task<RecordedTrials> TrialsAsync(string run, CancellationToken cancellationToken) => RecordedTrials.Of(await studies.ReadAsync(run, cancellationToken));

    /// <inheritdoc />
    public async Task<IStudyStore> OpenAsync(StudyHeader header, Action<string> note, CancellationToken cancellationToken) =>
        await studies.OpenOrCreateAsync(header, cancellationToken);

    /// <inheritdoc />
    public async Task<RunnerOptions> NewRunnerAsync(string run, CancellationToken cancellationToken) =>
        new(await studies.NameRunnerAsync(Environment.MachineName, cancellationToken), time) { Parallel = parallel, Tick = studies.LeaseDuration / 4 };

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => studies.DisposeAsync();

    private sealed class NothingHeld : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
