using System.Security.Cryptography;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Dask;
using ModelOps.Testing.Servers.Proxies;
using ModelOps.Testing.Studies;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>Whatever is killed at whatever moment: each simulation runs at least once, counts once, and never starts after its outcome was handed out.</summary>
[Collection(DaskTests.Name)]
public sealed class DaskFaultTests
{
    private const int Simulations = 300;

    [Theory]
    [InlineData("child")]
    [InlineData("worker")]
    [InlineData("nanny")]
    [InlineData("scheduler")]
    [InlineData("bridge")]
    public async Task Killed_process_costs_no_result(string victim)
    {
        foreach (var _ in Cycles.Of(1, weight: 5)) await SurviveAsync(victim);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Network_that_is_gone_for_five_seconds_costs_no_result(bool silently)
    {
        foreach (var _ in Cycles.Of(1, weight: 5)) await SurviveAsync(silently);
    }

    [Fact]
    public async Task Simulation_that_kills_its_Dask_worker_once_completes()
    {
        await using var cluster = await DaskCluster.StartAsync();
        using var campaign = new Campaign { Deeds = { [40] = "kill once" } };
        (await campaign.RunAsync(cluster.Address, 100)).ShouldAllBe(outcome => outcome.Status == SimulationStatus.Completed);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Simulation_that_always_kills_its_Dask_worker_is_given_up_and_named()
    {
        await using var cluster = await DaskCluster.StartAsync();
        using var campaign = new Campaign { Deeds = { [40] = "kill" } };
        var outcomes = await campaign.RunAsync(cluster.Address, 60);
        outcomes.Where(outcome => outcome.Status != SimulationStatus.Completed).ShouldHaveSingleItem().TaskId.ShouldBe(40);
        outcomes[40].Status.ShouldBe(SimulationStatus.Lost);
        outcomes[40].Error.ShouldNotBeNull().Traceback.ShouldContain("\"x\":40");
    }

    [Fact]
    public async Task Simulation_that_fills_the_memory_is_out_of_memory_and_the_others_complete()
    {
        await using var cluster = await DaskCluster.StartAsync();
        using var campaign = new Campaign { Deeds = { [10] = "hog" } };
        var outcomes = await campaign.RunAsync(cluster.Address, 40, options => options with { Simulations = new() { MemoryBytes = 256 << 20 } });
        outcomes.Where(outcome => outcome.Status != SimulationStatus.Completed).ShouldHaveSingleItem().Status.ShouldBe(SimulationStatus.OutOfMemory);
        outcomes[10].Attempts.ShouldBe(3);
        outcomes[10].Error.ShouldNotBeNull().Message.ShouldContain("256");
    }

    [Fact]
    public async Task Children_end_with_the_run()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Nanny = false });
        using var campaign = new Campaign();
        await campaign.RunAsync(cluster.Address, 20);
        await Eventually.TrueAsync(() => Campaign.Children(cluster).Count == 0, "the children have ended");
    }

    private static async Task SurviveAsync(string victim)
    {
        await using var cluster = await DaskCluster.StartAsync();
        using var campaign = new Campaign();
        var running = campaign.RunAsync(cluster.Address, Simulations);
        await ReachAsync(campaign, running);

        await KillAsync(cluster, victim);

        var outcomes = await running;
        outcomes.Count.ShouldBe(Simulations);
        outcomes.ShouldAllBe(outcome => outcome.Status == SimulationStatus.Completed);
    }

    private static async Task SurviveAsync(bool silently)
    {
        await using var cluster = await DaskCluster.StartAsync();
        await using var proxy = new FaultyProxy(cluster.Port);
        using var campaign = new Campaign();
        var running = campaign.RunAsync($"tcp://127.0.0.1:{proxy.Port}", Simulations);
        await ReachAsync(campaign, running);

        if (silently) proxy.Hold();
        else proxy.Cut();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        proxy.Mend();

        (await running).ShouldAllBe(outcome => outcome.Status == SimulationStatus.Completed);
    }

    private static async Task ReachAsync(Campaign campaign, Task running)
    {
        var moment = RandomNumberGenerator.GetInt32(1, Simulations * 3 / 4);
        await Eventually.TrueAsync(() => running.IsCompleted || campaign.Started >= moment, $"{moment} simulations have started");
    }

    private static async Task KillAsync(DaskCluster cluster, string victim)
    {
        switch (victim)
        {
            case "child":
                foreach (var child in Campaign.Children(cluster)) Victims.Kill(child);
                break;
            case "worker":
                cluster.Workers[0].KillWorker();
                break;
            case "nanny":
                cluster.Workers[0].Kill();
                break;
            case "bridge":
                foreach (var bridge in Victims.Bridges()) Victims.Kill(bridge);
                break;
            default:
                cluster.SchedulerProcess.Kill();
                await cluster.StartSchedulerAsync();
                // As a cluster's deployment does: workers that lost their scheduler end, and are started again.
                await cluster.AddWorkerAsync();
                break;
        }
    }
}
