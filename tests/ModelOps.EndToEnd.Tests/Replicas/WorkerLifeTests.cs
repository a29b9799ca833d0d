using System.Globalization;
using System.Net;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>What a cluster does with a worker in its life: probes it, scrapes it, ends it; and what a user does with its study.</summary>
public sealed class WorkerLifeTests(PostgresFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_to_end_the_worker_gives_its_leases_back_within_the_grace_and_another_finishes()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        // A lease that outlives the test: what is not given back would never be taken.
        var first = study.Start("--lease", "3600", "--grace", "20");
        await study.ToldAsync(2);
        first.Terminate();
        var ended = (await first.EndAsync()).Expect(130);
        ended.Output.ShouldBeEmpty();
        ended.Errors.ShouldContain("Asked to end");
        await study.UntilAsync("select (count(*) > 0 and count(runner) = 0)::int from mops.open_trial");
        await study.CheckAsync(study.Start());
    }

    [Fact]
    public async Task Probes_say_that_it_is_alive_ready_and_how_far()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var worker = study.Start("--port", "0");
        await study.ToldAsync(1);
        using var http = ProbesOf(worker);
        (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), Token)).ShouldBe("ok\n");
        (await http.GetStringAsync(new Uri("/readyz", UriKind.Relative), Token)).ShouldBe("running\n");
        var metrics = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token)).Split('\n');
        metrics.ShouldContain("# TYPE mops_worker_commits_total counter");
        metrics.ShouldContain("mops_worker_ready 1");
        metrics.ShouldContain(sample => sample.StartsWith("mops_study_trials_told ", StringComparison.Ordinal));
        (await http.GetAsync(new Uri("/other", UriKind.Relative), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await worker.EndAsync()).Expect(0);
    }

    [Fact]
    public async Task Worker_that_waits_for_its_database_is_alive_and_not_ready()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var worker = study.StartWith(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ADAPTIVE_STORAGE_DSN"] = "postgresql://nobody:canary-w@127.0.0.1:1/nothing" }, "--port", "0");
        await Eventually.TrueAsync(() => worker.ErrorsSoFar.Contains("attempt 1 of 6 failed", StringComparison.Ordinal), "The first attempt has failed");
        using var http = ProbesOf(worker);
        (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), Token)).ShouldBe("ok\n");
        using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative), Token);
        (ready.StatusCode, await ready.Content.ReadAsStringAsync(Token)).ShouldBe((HttpStatusCode.ServiceUnavailable, "connecting\n"));
        worker.Terminate();
        (await worker.EndAsync()).Expect(130).Errors.ShouldNotContain("canary-w");
    }

    [Fact]
    public async Task Cancelled_study_ends_every_worker()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var workers = new[] { study.Start(), study.Start() };
        await study.ToldAsync(2);
        (await study.Workplace.MopsAsync("adaptive", "cancel", await study.RunAsync(), "--dsn", "env")).Expect(0);
        foreach (var worker in workers) (await worker.EndAsync()).Json().Text("status").ShouldBe("cancelled");
    }

    [Fact]
    public async Task Database_of_a_later_version_is_refused_and_left_as_it_is()
    {
        var server = await fixture.ServerAsync();
        using var study = await SharedStudy.OnAsync(server);
        (await study.Workplace.MopsAsync("adaptive", "list", "--dsn", "env", "--json")).Json().GetArrayLength().ShouldBe(0);
        await server.ExecuteAsync(study.Database, "insert into mops.schema_version values (99)");
        foreach (var command in (string[][])[["list", "--dsn", "env"], ["worker"], ["run", "-f", SharedStudy.Spec]])
        {
            study.Workplace.Environment["ADAPTIVE_SPEC"] = SharedStudy.Spec;
            var error = (await study.Workplace.MopsAsync(["adaptive", .. command, "--json"])).Error(2);
            error.Text("error_code").ShouldBe("newer_schema");
            error.Text("message").ShouldContain("version 99");
        }
        (await server.ExecuteAsync(study.Database, "select count(*) from mops.study")).ShouldBe(["0"]);
    }

    private static HttpClient ProbesOf(RunningCommand worker)
    {
        const string Announced = "Probes on port ";
        var line = worker.ErrorsSoFar.Split('\n').First(line => line.StartsWith(Announced, StringComparison.Ordinal));
        var port = int.Parse(line[Announced.Length..].TrimEnd('.'), CultureInfo.InvariantCulture);
        return new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
    }
}
