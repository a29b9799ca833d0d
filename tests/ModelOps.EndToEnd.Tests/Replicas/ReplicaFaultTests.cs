using ModelOps.Contracts.Seeds;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Servers.Proxies;
using ModelOps.Testing.Studies;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>Three workers on one study, and what can happen to them: the study is always that of one undisturbed process.</summary>
[Trait("Category", "Slow")]
public sealed class ReplicaFaultTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Killed_workers_are_replaced_and_there_are_exactly_20_trials()
    {
        for (var cycle = 0; cycle < Cycles.Count(3); cycle++)
        {
            using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
            var workers = new[] { study.Start(), study.Start(), study.Start() };
            for (var kill = 0; kill < 4; kill++)
            {
                await study.ToldAsync((4 * kill) + (int)(Seed.Common((ulong)cycle, kill) % 4));
                var victim = (int)(Seed.Common((ulong)cycle, 10 + kill) % 3);
                if (kill % 2 == 0) workers[victim].KillAlone();
                else workers[victim].KillAll();
                await workers[victim].EndAsync();
                workers[victim] = study.Start();
            }
            await study.CheckAsync(workers);
        }
    }

    [Fact]
    public async Task Worker_that_is_paused_past_its_lease_is_overtaken_and_harms_nothing()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var workers = new[] { study.Start(), study.Start(), study.Start() };
        await study.ToldAsync(2);
        workers[0].Pause();
        workers[1].Pause();
        await study.UntilAsync("select count(*)::int from mops.study where stopped is not null");
        workers[1].Continue();
        workers[0].Continue();
        await study.CheckAsync(workers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Worker_that_is_cut_off_for_five_seconds_goes_on(bool silently)
    {
        var server = await fixture.ServerAsync();
        await using var proxy = new FaultyProxy(server.Port);
        using var study = await SharedStudy.OnAsync(server);
        var workers = new[] { study.StartBy(proxy.Port), study.StartBy(proxy.Port), study.Start() };
        await study.ToldAsync(3);
        if (silently) proxy.Hold();
        else proxy.Cut();
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        proxy.Mend();
        await study.CheckAsync(workers);
    }

    [Fact]
    public async Task Slow_network_changes_nothing()
    {
        var server = await fixture.ServerAsync();
        await using var proxy = new FaultyProxy(server.Port) { Delay = TimeSpan.FromMilliseconds(30) };
        using var study = await SharedStudy.OnAsync(server);
        await study.CheckAsync(study.StartBy(proxy.Port), study.StartBy(proxy.Port), study.Start());
    }

    [Fact]
    public async Task Server_that_crashes_and_starts_again_loses_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        using var study = await SharedStudy.OnAsync(server);
        var workers = new[] { study.Start(), study.Start(), study.Start() };
        foreach (var told in (int[])[3, 9])
        {
            await study.ToldAsync(told);
            await server.CrashAsync();
            await server.StartAgainAsync();
        }
        await study.CheckAsync(workers);
    }
}
