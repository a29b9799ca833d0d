using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Servers.Proxies;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ModelOps.Connectors.Tests.Postgres;

public sealed class PostgresDatabaseTests(PostgresFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_of_one_exchange_are_transactions_of_their_own()
    {
        var server = await fixture.ServerAsync();
        var name = await server.CreateDatabaseAsync();
        await using var database = new PostgresDatabase(server.Address(name));
        await database.ExecuteAsync([new("create table t (x int primary key)")], Token);
        await Should.ThrowAsync<OutsideException>(() => database.ExecuteAsync([new("insert into t values ($1)", 1), new("insert into t values ($1)", 1)], Token));
        (await server.ExecuteAsync(name, "select x from t")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Fault_of_a_statement_says_what_the_server_says_and_is_not_worth_a_retry()
    {
        await using var database = new PostgresDatabase((await fixture.ServerAsync()).Address());
        var error = await Should.ThrowAsync<OutsideException>(() => database.ExecuteAsync([new("select * from gone")], Token));
        (error.Code, error.Retryable).ShouldBe(("store_fault", false));
        error.Message.ShouldContain("relation \"gone\" does not exist (SQLSTATE 42P01)");
    }

    [Fact]
    public async Task Causes_have_codes_and_no_password_in_them()
    {
        var server = await fixture.ServerAsync();
        (await FaultAsync(server.Address("gone"))).Code.ShouldBe("store_missing");
        (await FaultAsync(server.Address(port: 1))).ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("store_unreachable"), error => error.Retryable.ShouldBeTrue());
        var wrong = await FaultAsync(PostgresAddress.Parse($"host=127.0.0.1 port={server.Port} user='{PostgresServer.User}' dbname=postgres password=canary-1", _ => null));
        (wrong.Code, wrong.Retryable).ShouldBe(("store_auth", false));
        wrong.ToString().ShouldNotContain("canary-1");
        (await FaultAsync(PostgresAddress.Parse($"host=127.0.0.1 port={server.Port} user='{PostgresServer.User}' dbname=postgres", _ => null))).Code.ShouldBe("store_auth");
    }

    [Fact]
    public async Task User_that_may_not_create_a_schema_is_told_what_to_ask_for()
    {
        var server = await fixture.ServerAsync();
        var name = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(name, "create role guest login password 'canary-2'");
        await using var database = new PostgresDatabase(PostgresAddress.Parse($"host=127.0.0.1 port={server.Port} user=guest password=canary-2 dbname={name}", _ => null));
        var error = await Should.ThrowAsync<OutsideException>(() => database.ExecuteAloneAsync("create schema mops", 1, Token));
        (error.Code, error.Remedy!.Contains("grant create", StringComparison.Ordinal)).ShouldBe(("store_forbidden", true));
    }

    [Theory]
    [InlineData("disable", false, null)]
    [InlineData("prefer", true, null)]
    [InlineData("require", true, null)]
    [InlineData("verify-ca", true, "store_tls")]
    [InlineData("verify-full", true, "store_tls")]
    public async Task Tls_mode_is_respected(string mode, bool encrypted, string? code)
    {
        await using var server = await PostgresServer.StartAsync(tls: true);
        var address = PostgresAddress.Parse($"{server.Dsn()} sslmode={mode}", _ => null);
        if (code is not null)
        {
            (await FaultAsync(address)).Code.ShouldBe(code);
            return;
        }
        await using var database = new PostgresDatabase(address);
        var ssl = false;
        await database.ExecuteAsync([new("select ssl from pg_stat_ssl where pid = pg_backend_pid()") { Row = row => ssl = row.GetBoolean(0) }], Token);
        ssl.ShouldBe(encrypted);
    }

    [Fact]
    public async Task Root_certificate_vouches_for_the_server_and_not_for_another_name()
    {
        await using var server = await PostgresServer.StartAsync(tls: true);
        PostgresAddress With(string mode) => PostgresAddress.Parse($"{server.Dsn()} sslmode={mode} sslrootcert='{server.Certificate}'", _ => null);
        await using var database = new PostgresDatabase(With("verify-ca"));
        await database.ExecuteAsync([new("select 1")], Token);
        (await FaultAsync(With("verify-full"))).Code.ShouldBe("store_tls");
    }

    [Fact]
    public async Task Listening_hears_of_everything_and_ends_with_its_connection()
    {
        var server = await fixture.ServerAsync();
        await using var proxy = new FaultyProxy(server.Port);
        await using var database = new PostgresDatabase(server.Address(port: proxy.Port));
        var (listening, heard) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var ended = database.ListenAsync("some_channel", listening.SetResult, heard.SetResult, Token);
        await listening.Task.WaitAsync(Token);
        await server.ExecuteAsync("postgres", "notify some_channel, 'hello'");
        (await heard.Task.WaitAsync(Token)).ShouldBe("hello");
        proxy.Cut();
        (await Should.ThrowAsync<OutsideException>(() => ended)).Retryable.ShouldBeTrue();
    }

    private static async Task<OutsideException> FaultAsync(PostgresAddress address)
    {
        await using var database = new PostgresDatabase(address);
        return await Should.ThrowAsync<OutsideException>(() => database.ExecuteAsync([new("select 1")], Token));
    }
}
