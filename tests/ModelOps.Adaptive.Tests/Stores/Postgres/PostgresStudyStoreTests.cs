using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Adaptive.Studies;
using ModelOps.Testing.Conformance;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.Adaptive.Tests.Stores.Postgres;

public sealed class PostgresStudyStoreTests(PostgresFixture fixture) : StudyStoreConformance, IAsyncDisposable
{
    private readonly List<PostgresStudies> _opened = [];
    private string? _database;
    private string? _run;

    public async ValueTask DisposeAsync()
    {
        foreach (var studies in _opened) await studies.DisposeAsync();
    }

    protected override async Task<IStudyStore> CreateAsync(StudyHeader header)
    {
        _run = header.Run;
        return await (await ConnectAsync()).OpenOrCreateAsync(header, TestContext.Current.CancellationToken);
    }

    // What the database acknowledged is all that another process finds.
    protected override async Task<IStudyStore> ReopenAfterCrashAsync() =>
        await (await ConnectAsync()).OpenAsync(_run!, TestContext.Current.CancellationToken);

    // The leases' time is the database's, which nobody can set; that they are older comes to the same.
    protected override async Task AdvanceAsync(TimeSpan by) => await (await fixture.ServerAsync()).ExecuteAsync(
        _database!, FormattableString.Invariant($"update mops.open_trial set expires = expires - make_interval(secs => {by.TotalSeconds}) returning trial"));

    private async Task<PostgresStudies> ConnectAsync()
    {
        var server = await fixture.ServerAsync();
        _database ??= await server.CreateDatabaseAsync();
        var options = new PostgresStoreOptions(TimeProvider.System) { LeaseDuration = LeaseDuration };
        var studies = await PostgresStudies.ConnectAsync(server.Address(_database), options, TestContext.Current.CancellationToken);
        _opened.Add(studies);
        return studies;
    }
}
