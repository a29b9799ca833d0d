using System.Globalization;
using System.Text.Json;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.Cli.Tests.Studies;

/// <summary>A study in a database of its own and the workers that a test lets loose on it.</summary>
internal sealed class SharedRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PostgresServer _server;
    private readonly List<WorkerProcess> _workers = [];

    private SharedRun(PostgresServer server, string database)
    {
        _server = server;
        Database = database;
    }

    public FakeStudy Study { get; } = new();

    public string Database { get; }

    public static async Task<SharedRun> OnAsync(PostgresServer server) => new(server, await server.CreateDatabaseAsync());

    /// <summary>Starts a worker.</summary>
    /// <param name="port">What it connects to in place of the server: a proxy.</param>
    /// <param name="options">More of its command line.</param>
    public WorkerProcess Start(int? port = null, params string[] options)
    {
        var worker = new WorkerProcess(Study, _server.Dsn(Database, port), options);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>The digest of the same study run by one process on this machine.</summary>
    public async Task<string> LocalDigestAsync()
    {
        using var local = new FakeStudy();
        var run = await CliRun.In(local.Folder, [], "adaptive", "run", "-f", local.Spec, "--local", "--json");
        return JsonDocument.Parse(run.Out).RootElement.GetProperty("study_digest").GetString()!;
    }

    /// <summary>Waits until so many trials have a result.</summary>
    public Task ToldAsync(int trials) => UntilAsync($"select (coalesce(max(told), 0) >= {trials})::int from mops.study");

    /// <summary>Waits until a query gives 1, also while the schema or the server is not there yet.</summary>
    public async Task UntilAsync(string sql)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await AskAsync(sql) != "1")
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience, sql);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What every trial came to: each recorded and told exactly once, 3 replicates each.</summary>
    public async Task CheckCountedOnceAsync()
    {
        const string Events = "select convert_from(body, 'UTF8')::json as e from mops.event";
        (await _server.ExecuteAsync(Database, $"select count(*) from ({Events}) x where e->>'event' = 'told'")).ShouldBe(["20"]);
        (await _server.ExecuteAsync(Database, $"select count(distinct e->>'trial') from ({Events}) x where e->>'event' = 'told'")).ShouldBe(["20"]);
        (await _server.ExecuteAsync(Database, $"select count(*) from ({Events}) x where e->>'event' = 'replicate'")).ShouldBe(["60"]);
        (await _server.ExecuteAsync(Database, "select (max(position) + 1 = count(*))::int from mops.event")).ShouldBe(["1"]);
        (await _server.ExecuteAsync(Database, "select count(*)::text from mops.open_trial")).ShouldBe([0.ToString(CultureInfo.InvariantCulture)]);
    }

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
        Study.Dispose();
    }

    private async Task<string?> AskAsync(string sql)
    {
        try
        {
            return (await _server.ExecuteAsync(Database, sql)) is [var value, ..] ? value : null;
        }
        catch (Contracts.Errors.OutsideException)
        {
            return null;
        }
    }
}
