using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>
/// The example of a study on a cluster, in a database of its own, and the workers that a test lets loose on it. Each has a user folder
/// of its own, as in a container, and the environment that a cluster gives them.
/// </summary>
internal sealed class SharedStudy : IDisposable
{
    /// <summary>The spec, from the working directory.</summary>
    public const string Spec = "examples/adaptive.yaml";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<string>> Local = new(RunLocalAsync);

    private readonly PostgresServer _server;
    private readonly List<RunningCommand> _workers = [];

    private SharedStudy(PostgresServer server, string database)
    {
        _server = server;
        Database = database;
        Workplace.Environment["ADAPTIVE_STORAGE_DSN"] = server.Dsn(database);
    }

    /// <summary>A working directory with the example in it, whose commands know the database.</summary>
    public Workplace Workplace { get; } = Prepared();

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>Prepares a study that nobody has begun.</summary>
    public static async Task<SharedStudy> OnAsync(PostgresServer server) => new(server, await server.CreateDatabaseAsync());

    /// <summary>A workplace with the example, whose simulations are slow.</summary>
    public static Workplace Prepared()
    {
        var workplace = new Workplace();
        foreach (var file in (string[])["__init__.py", "adaptive.yaml", "fake_adapter.py", "sim/__init__.py", "sim/toy.py"])
            workplace.Write(Path.Combine("examples", file), File.ReadAllText(StudyProjects.Example(file.Split('/'))));
        workplace.Environment["SIMULATION_FN_REF"] = "slow:simulate";
        return workplace.WithModels("slow.py");
    }

    /// <summary>Starts a worker.</summary>
    /// <param name="options">More of its command line.</param>
    public RunningCommand Start(params string[] options) => StartWith(new Dictionary<string, string?>(StringComparer.Ordinal), options);

    /// <summary>Starts a worker that reaches the database by way of a proxy's port.</summary>
    public RunningCommand StartBy(int port) =>
        StartWith(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ADAPTIVE_STORAGE_DSN"] = _server.Dsn(Database, port) });

    /// <summary>Starts a worker with more variables.</summary>
    public RunningCommand StartWith(IReadOnlyDictionary<string, string?> more, params string[] options)
    {
        var environment = new Dictionary<string, string?>(Workplace.Environment, StringComparer.Ordinal)
        {
            ["MODELOPS_HOME"] = Workplace.Outside($"worker-{_workers.Count}"),
            ["ADAPTIVE_SPEC"] = Spec,
            ["ADAPTER_PATH"] = "examples.fake_adapter:FakeAdapter",
            ["BATCH_SIZE"] = "4",
            ["REPLICATES_PER_PARAM"] = "10",
        };
        foreach (var (name, value) in more) environment[name] = value;
        string[] lease = options.Contains("--lease") ? [] : ["--lease", "3"];
        var worker = RunningCommand.Start(Workplace.Mops, ["adaptive", "worker", "--json", "--workers", "1", .. lease, .. options], Workplace.Project, environment);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>The run's id, once a worker has begun it.</summary>
    public async Task<string> RunAsync()
    {
        await UntilAsync("select count(*)::int from mops.study");
        return (await _server.ExecuteAsync(Database, "select run from mops.study")).Single();
    }

    /// <summary>Waits until so many trials have a result.</summary>
    public Task ToldAsync(int trials) => UntilAsync($"select (coalesce(max(told), 0) >= {trials})::int from mops.study");

    /// <summary>Waits until a query gives 1, also while the schema or the server is not there yet.</summary>
    public async Task UntilAsync(string sql)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await AskAsync(sql) != "1")
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience, $"{sql}\n{string.Join('\n', _workers.Select(worker => worker.ErrorsSoFar))}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the same study comes to that one undisturbed process runs on this machine: the answer, to the byte.</summary>
    public static Task<string> LocalAsync() => Local.Value;

    /// <summary>
    /// Waits for the end of workers, each of which must report exactly what one undisturbed process does, and checks that the database
    /// has each of the 20 trials and 200 replicates once.
    /// </summary>
    public async Task CheckAsync(params RunningCommand[] workers)
    {
        const string Events = "select convert_from(body, 'UTF8')::json as e from mops.event";
        var expected = await LocalAsync();
        foreach (var worker in workers) (await worker.EndAsync()).Expect(0).Output.ShouldBe(expected);
        (await AskAsync($"select count(*) from ({Events}) x where e->>'event' = 'told'")).ShouldBe("20");
        (await AskAsync($"select count(distinct e->>'trial') from ({Events}) x where e->>'event' = 'told'")).ShouldBe("20");
        (await AskAsync($"select count(*) from ({Events}) x where e->>'event' = 'replicate'")).ShouldBe("200");
        (await AskAsync($"select count(distinct (e->>'trial', e->>'replicate')) from ({Events}) x where e->>'event' = 'replicate'")).ShouldBe("200");
        (await AskAsync("select (max(position) + 1 = count(*))::int from mops.event")).ShouldBe("1");
        (await AskAsync("select count(*) from mops.open_trial")).ShouldBe("0");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
        Workplace.Dispose();
    }

    private static async Task<string> RunLocalAsync()
    {
        using var workplace = Prepared();
        var run = (await workplace.MopsAsync("adaptive", "run", "-f", Spec, "--local", "--json")).Expect(0);
        JsonSerializer.Deserialize<JsonElement>(run.Output).Count("trials").ShouldBe(20);
        return run.Output;
    }

    private async Task<string?> AskAsync(string sql)
    {
        try
        {
            return (await _server.ExecuteAsync(Database, sql)) is [var value, ..] ? value : null;
        }
        catch (OutsideException)
        {
            return null;
        }
    }
}
