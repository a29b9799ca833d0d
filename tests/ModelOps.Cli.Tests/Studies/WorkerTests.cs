using System.Net;
using System.Net.Sockets;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.Cli.Tests.Studies;

public sealed class WorkerTests(PostgresFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_to_end_the_worker_gives_its_leases_back_and_another_finishes()
    {
        using var run = await SharedRun.OnAsync(await fixture.ServerAsync());
        var first = run.Start();
        await run.ToldAsync(2);
        await first.SignalAsync("TERM");
        var (status, output, errors) = await first.EndAsync();
        (status, output).ShouldBe((130, ""));
        errors.ShouldContain("Asked to end");
        await run.UntilAsync("select (count(runner) = 0)::int from mops.open_trial");
        (await run.Start().ReportAsync()).ShouldBe((await run.LocalDigestAsync(), 20));
    }

    [Fact]
    public async Task Probes_say_that_it_is_alive_ready_and_how_far()
    {
        using var run = await SharedRun.OnAsync(await fixture.ServerAsync());
        var port = FreePort();
        var worker = run.Start(null, "--port", $"{port}");
        await run.ToldAsync(1);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), Token)).ShouldBe("ok\n");
        (await http.GetStringAsync(new Uri("/readyz", UriKind.Relative), Token)).ShouldBe("running\n");
        var metrics = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token)).Split('\n');
        metrics.ShouldContain("# TYPE mops_worker_commits_total counter");
        metrics.ShouldContain("mops_worker_ready 1");
        metrics.ShouldContain(line => line.StartsWith("mops_study_trials_told ", StringComparison.Ordinal));
        (await http.GetAsync(new Uri("/other", UriKind.Relative), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await worker.ReportAsync();
    }

    [Fact]
    public async Task Cancelled_study_ends_every_worker()
    {
        var server = await fixture.ServerAsync();
        using var run = await SharedRun.OnAsync(server);
        var workers = new[] { run.Start(), run.Start() };
        await run.ToldAsync(2);
        var name = (await server.ExecuteAsync(run.Database, "select run from mops.study")).Single();
        var dsn = new Dictionary<string, string> { ["ADAPTIVE_STORAGE_DSN"] = server.Dsn(run.Database) };
        (await CliRun.In(run.Study.Folder, dsn, "adaptive", "cancel", name, "--dsn", "env")).Status.ShouldBe(ExitStatus.Ok);
        foreach (var worker in workers)
        {
            var (status, output, _) = await worker.EndAsync();
            status.ShouldBe(0);
            output.ShouldContain("\"status\":\"cancelled\"");
        }
    }

    [Theory]
    [InlineData("DASK_SCHEDULER_ADDRESS", "tcp://dask:8786", "dask_unsupported")]
    [InlineData("BATCH_SIZE", "6", "worker_environment")]
    [InlineData("ADAPTER_PATH", "adapter:Other", "worker_environment")]
    [InlineData("REPLICATES_PER_PARAM", "10", "worker_environment")]
    [InlineData("SIMULATION_FN_REF", "model:other", "worker_environment")]
    [InlineData("BUNDLE_REF", "elsewhere", "worker_environment")]
    [InlineData("ADAPTIVE_SPEC", "", "worker_spec")]
    [InlineData("ADAPTIVE_SPEC", "gone.yaml", "file_not_found")]
    [InlineData("BATCH_SIZE", "5", "central_store_address")]
    public async Task Environment_that_does_not_fit_the_spec_is_refused(string variable, string value, string code)
    {
        using var study = new FakeStudy();
        var environment = new Dictionary<string, string> { ["ADAPTIVE_SPEC"] = study.Spec, ["BATCH_SIZE"] = "5", ["REPLICATES_PER_PARAM"] = "3", ["ADAPTER_PATH"] = "adapter:FakeAdapter" };
        environment[variable] = value;
        var refused = await CliRun.In(study.Folder, environment, "adaptive", "worker", "--json");
        refused.Status.ShouldBe(ExitStatus.Invalid);
        refused.Error.ShouldContain($"\"error_code\":\"{code}\"");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
