using ModelOps.Contracts.Seeds;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Servers.Proxies;
using ModelOps.Testing.Studies;

namespace ModelOps.Cli.Tests.Studies;

/// <summary>Three workers on one study, and what can happen to them: the study is always that of one undisturbed process.</summary>
[Trait("Category", "Slow")]
public sealed class WorkerFaultTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Killed_workers_are_replaced_and_every_trial_counts_once()
    {
        foreach (var seed in Cycles.Of(2))
        {
            using var run = await SharedRun.OnAsync(await fixture.ServerAsync());
            var workers = new[] { run.Start(), run.Start(), run.Start() };
            for (var kill = 0; kill < 3; kill++)
            {
                await run.ToldAsync(1 + (5 * kill) + (int)(Seed.Common(seed, kill) % 4));
                var victim = (int)(Seed.Common(seed, 10 + kill) % 3);
                await workers[victim].KillAsync();
                workers[victim] = run.Start();
            }
            await AllReportAsync(run, workers);
        }
    }

    [Fact]
    public async Task Worker_that_is_paused_past_its_lease_is_overtaken_and_harms_nothing()
    {
        using var run = await SharedRun.OnAsync(await fixture.ServerAsync());
        var workers = new[] { run.Start(), run.Start(), run.Start() };
        await run.ToldAsync(2);
        await workers[0].SignalAsync("STOP");
        await run.UntilAsync("select count(*)::int from mops.study where stopped is not null");
        await workers[0].SignalAsync("CONT");
        await AllReportAsync(run, workers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Worker_that_is_cut_off_for_five_seconds_goes_on(bool silently)
    {
        var server = await fixture.ServerAsync();
        await using var proxy = new FaultyProxy(server.Port);
        using var run = await SharedRun.OnAsync(server);
        var workers = new[] { run.Start(proxy.Port), run.Start(proxy.Port), run.Start() };
        await run.ToldAsync(3);
        if (silently) proxy.Hold();
        else proxy.Cut();
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        proxy.Mend();
        await AllReportAsync(run, workers);
    }

    [Fact]
    public async Task Slow_network_changes_nothing()
    {
        var server = await fixture.ServerAsync();
        await using var proxy = new FaultyProxy(server.Port) { Delay = TimeSpan.FromMilliseconds(30) };
        using var run = await SharedRun.OnAsync(server);
        await AllReportAsync(run, [run.Start(proxy.Port), run.Start(proxy.Port), run.Start()]);
    }

    [Fact]
    public async Task Server_that_crashes_and_starts_again_loses_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        using var run = await SharedRun.OnAsync(server);
        var workers = new[] { run.Start(), run.Start(), run.Start() };
        foreach (var told in (int[])[3, 9])
        {
            await run.ToldAsync(told);
            await server.CrashAsync();
            await server.StartAgainAsync();
        }
        await AllReportAsync(run, workers);
    }

    private static async Task AllReportAsync(SharedRun run, WorkerProcess[] workers)
    {
        var expected = await run.LocalDigestAsync();
        foreach (var worker in workers) (await worker.ReportAsync()).ShouldBe((expected, 20));
        await run.CheckCountedOnceAsync();
    }
}
