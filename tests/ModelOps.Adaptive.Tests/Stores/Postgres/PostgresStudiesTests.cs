using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Servers.Proxies;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Stores.Postgres;

public sealed class PostgresStudiesTests(PostgresFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_that_come_first_at_once_make_one_schema_and_one_study()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        var digests = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var studies = await ConnectAsync(server, database);
            await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
            return (await studies.ReadAsync("toy-1", Token)).Digest;
        }));
        digests.Distinct().ShouldHaveSingleItem();
        (await server.ExecuteAsync(database, "select count(*) from mops.study")).ShouldBe(["1"]);
        (await server.ExecuteAsync(database, "select max(version) from mops.schema_version")).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Newer_schema_is_refused_and_left_as_it_is()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await using (await ConnectAsync(server, database))
        {
        }
        await server.ExecuteAsync(database, "insert into mops.schema_version values (3)");
        var error = await Should.ThrowAsync<ConflictException>(() => ConnectAsync(server, database));
        (error.Code, error.Message.Contains("version 3", StringComparison.Ordinal)).ShouldBe(("newer_schema", true));
        (await server.ExecuteAsync(database, "select max(version) from mops.schema_version")).ShouldBe(["3"]);
    }

    [Fact]
    public async Task Run_that_is_not_there_comes_with_the_nearest_name()
    {
        var server = await fixture.ServerAsync();
        await using var studies = await ConnectAsync(server, await server.CreateDatabaseAsync());
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header("influenza-1978"), Token);
        var error = await Should.ThrowAsync<NotFoundException>(() => studies.OpenAsync("influenza-1979", Token));
        error.Message.ShouldEndWith("Did you mean 'influenza-1978'?");
        error.Message.ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public async Task Table_larger_than_a_row_comes_back_whole_and_is_stored_once()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        var bytes = new byte[(2 * PostgresContent.PartBytes) + 17];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 2654435761L >> 13);
        for (var run = 0; run < 2; run++)
        {
            await using var studies = await ConnectAsync(server, database);
            await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header($"run-{run}"), Token);
            await store.AppendRoundAsync(0, [new(new([KeyValuePair.Create("x", ParameterValue.From(1.0))]), [1])], Token);
            var lease = (await store.LeaseAsync("a", 1, Token)).Single();
            var tables = new Dictionary<string, Contracts.Digests.Digest> { ["out"] = store.AddTable(bytes), ["nothing"] = store.AddTable(Array.Empty<byte>()) };
            await store.CommitAsync(new([(lease, new(0, 0, Contracts.Simulation.SimulationStatus.Completed, tables, null))], []), Token);
            await using var reader = await studies.OpenAsync($"run-{run}", Token);
            (await reader.ReadTableAsync(tables["out"], Token)).Span.SequenceEqual(bytes).ShouldBeTrue();
            (await reader.ReadTableAsync(tables["nothing"], Token)).Length.ShouldBe(0);
        }
        (await server.ExecuteAsync(database, "select count(*) from mops.content")).ShouldBe(["4"]);
    }

    [Fact]
    public async Task Damaged_table_is_an_error_and_never_served()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await using var studies = await ConnectAsync(server, database);
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        (await Should.ThrowAsync<CorruptDataException>(() => store.ReadTableAsync(Contracts.Digests.Digest.Of("gone"u8), Token))).Code.ShouldBe("corrupt_table");
    }

    [Fact]
    public async Task Ask_round_and_tell_batch_take_at_most_four_statements()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await using var studies = await ConnectAsync(server, database);
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        await server.ExecuteAsync(database, "create extension pg_stat_statements");
        IReadOnlyList<Adaptive.Stores.TrialLease> leases = [];
        var ask = await CountAsync(server, database, async () => leases = await store.AppendAndLeaseAsync(0, Proposals(50), "a", 50, Token));
        var tables = new Dictionary<string, Contracts.Digests.Digest> { ["out"] = store.AddTable("bytes"u8.ToArray()) };
        var tell = await CountAsync(server, database, () => store.CommitAsync(
            new(
                [.. leases.Select(held => (held, new Adaptive.Trials.ReplicateResult(held.Trial, 0, Contracts.Simulation.SimulationStatus.Completed, tables, null)))],
                [.. leases.Select(held => (held, new StudyEvent.TrialTold(held.Trial, Contracts.Trials.TrialStatus.Completed, 1.0)))]),
            Token));
        (ask, tell).ShouldBe((2, 3));
        (await studies.ReadAsync("toy-1", Token)).TerminalTrials.ShouldBe(50);
    }

    [Fact]
    public async Task Who_gets_no_trial_takes_one_statement_and_reads_nothing_however_far_the_study_is()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await using var studies = await ConnectAsync(server, database);
        await using var idle = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        await using var store = await studies.OpenAsync("toy-1", Token);
        await server.ExecuteAsync(database, "create extension pg_stat_statements");
        await store.AppendAndLeaseAsync(0, Proposals(50), "a", 50, Token);
        (await CountAsync(server, database, () => idle.LeaseAsync("idle", 50, Token))).ShouldBe(1);
        (await idle.ReadAsync(0, Token)).ShouldHaveSingleItem();
        await store.ReleaseAsync("a", Token);
        (await idle.LeaseAsync("idle", 1, Token)).ShouldHaveSingleItem();
        (await idle.ReadAsync(0, Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Schema_of_version_1_is_brought_up_to_date_while_its_workers_go_on()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        using var script = new StreamReader(typeof(PostgresStudies).Assembly.GetManifestResourceStream("schema_1.sql")!);
        await server.ExecuteAsync(database, await script.ReadToEndAsync(Token));
        await using var studies = await ConnectAsync(server, database);
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        var round = Convert.ToHexString(Adaptive.Stores.Journals.JournalCodec.Encode(new StudyEvent.RoundAppended(0, Proposals(2))));
        foreach (var _ in (int[])[1, 2])
            (await server.ExecuteAsync(database, $"select mops.append_round(1, 0, 2, decode('{round}', 'hex'))")).ShouldBe(["1"]);
        (await store.LeaseAsync("a", 5, Token)).Count.ShouldBe(2);
        (await store.AppendAndLeaseAsync(1, Proposals(3), "a", 5, Token)).Select(lease => lease.Trial).ShouldBe([2, 3, 4]);
        (await studies.ReadAsync("toy-1", Token)).Rounds.ShouldBe(2);
    }

    [Fact]
    public async Task Commit_whose_answer_is_lost_counts_once()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await using var proxy = new FaultyProxy(server.Port);
        await using var studies = await PostgresStudies.ConnectAsync(server.Address(database, proxy.Port), new(TimeProvider.System), Token);
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        await store.AppendRoundAsync(0, [new(new([KeyValuePair.Create("x", ParameterValue.From(1.0))]), [1])], Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        proxy.Delay = TimeSpan.FromMilliseconds(300);
        var committing = store.CommitAsync(new([(lease, new(0, 0, Contracts.Simulation.SimulationStatus.Completed, new Dictionary<string, Contracts.Digests.Digest>(), null))], [(lease, new(0, Contracts.Trials.TrialStatus.Completed, 1.5))]), Token);
        while ((await server.ExecuteAsync(database, "select told from mops.study")) is not ["1"]) await Task.Delay(5, Token);
        proxy.Cut();
        proxy.Delay = TimeSpan.Zero;
        proxy.Mend();
        (await committing).ShouldBeEmpty();
        (await store.ReadAsync(0, Token)).Select(next => next.GetType().Name).ShouldBe(["Created", "RoundAppended", "ReplicateRecorded", "TrialTold"]);
    }

    [Fact]
    public async Task Lease_whose_answer_is_lost_is_given_again()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await using var proxy = new FaultyProxy(server.Port);
        await using var studies = await PostgresStudies.ConnectAsync(server.Address(database, proxy.Port), new(TimeProvider.System), Token);
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        await store.AppendRoundAsync(0, [new(new([KeyValuePair.Create("x", ParameterValue.From(1.0))]), [1])], Token);
        proxy.Delay = TimeSpan.FromMilliseconds(300);
        var leasing = store.LeaseAsync("a", 1, Token);
        while ((await server.ExecuteAsync(database, "select count(runner) from mops.open_trial")) is not ["1"]) await Task.Delay(5, Token);
        proxy.Cut();
        proxy.Delay = TimeSpan.Zero;
        proxy.Mend();
        (await leasing).Single().ShouldBe(new(0, 2));
    }

    [Fact]
    public async Task Isolation_that_reads_the_past_is_refused()
    {
        var server = await fixture.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(database, $"alter database {database} set default_transaction_isolation = 'repeatable read'");
        await using var studies = await ConnectAsync(server, database);
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), Token);
        var error = await Should.ThrowAsync<OutsideException>(() => store.RenewAsync("a", Token));
        error.Message.ShouldContain("read committed");
    }

    private static Proposal[] Proposals(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Proposal(new([KeyValuePair.Create("x", ParameterValue.From((double)i))]), [1]))];

    private static async Task<int> CountAsync(PostgresServer server, string database, Func<Task> work)
    {
        await server.ExecuteAsync(database, "select pg_stat_statements_reset()");
        await work();
        var calls = await server.ExecuteAsync(
            database,
            "select coalesce(sum(calls), 0)::int from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = current_database() and query like '%mops.%'");
        return int.Parse(calls[0]);
    }

    private static Task<PostgresStudies> ConnectAsync(PostgresServer server, string database) =>
        PostgresStudies.ConnectAsync(server.Address(database), new(TimeProvider.System), Token);
}
