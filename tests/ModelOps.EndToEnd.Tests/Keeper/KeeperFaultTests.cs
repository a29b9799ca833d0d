using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.EndToEnd.Tests.Keeper;

/// <summary>What a keeper leaves that is killed, or ended, in the middle of a change.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeeperFaultTests(KubeFixture fixture)
{
    [Fact]
    public async Task Killed_apply_can_be_taken_back()
    {
        using var cluster = await KilledAsync();
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, KeeperCluster.Always);
        (await cluster.MkAsync("k8s", "rollback", "--plan", "done/rollback_plan_latest.json", "--out", "back", "--context", KeeperCluster.Operator)).Expect(0);
        (await KnobsAsync(cluster)).ShouldBe(["4 x 32", "4 x 32", "4 x 32"]);
    }

    [Fact]
    public async Task Killed_apply_can_be_repeated_and_then_taken_back()
    {
        using var cluster = await KilledAsync();
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, KeeperCluster.Always);
        (await cluster.MkAsync("k8s", "apply", "--plan", "plan/k8s_plan.json", "--out", "done", "--context", KeeperCluster.Operator)).Expect(2)
            .Errors.ShouldBe("ERROR: verify_ok=true is required for apply/mutate operations\n", "what was verified is no longer so");
        (await cluster.MkAsync("k8s", "verify", "--plan", "plan/k8s_plan.json", "--out", "plan", "--context", KeeperCluster.Operator)).Expect(0);
        (await cluster.MkAsync("k8s", "apply", "--plan", "plan/k8s_plan.json", "--out", "done", "--context", KeeperCluster.Operator)).Expect(0);
        (await KnobsAsync(cluster)).ShouldBe(["8 x 32", "8 x 32", "8 x 32"]);

        (await cluster.MkAsync("k8s", "rollback", "--plan", "done/rollback_plan_latest.json", "--out", "back", "--context", KeeperCluster.Operator)).Expect(0);
        (await KnobsAsync(cluster)).ShouldBe(["4 x 32", "4 x 32", "4 x 32"]);
    }

    [Fact]
    public async Task Watch_that_is_asked_to_end_writes_its_report_and_succeeds()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        using var watch = cluster.StartMk("closed-loop", "watch", "--scenario", "burst", "--out", "watch", "--interval", "1h");
        await Eventually.TrueAsync(() => IterationsIn(cluster) == 1, "The first round is over");
        watch.Terminate();
        var ended = (await watch.EndAsync()).Expect(0);
        ended.Output.ShouldContain("iter=1 ");
        ended.Errors.ShouldBeEmpty();
        IterationsIn(cluster).ShouldBe(1);
        Directory.EnumerateFiles(cluster.Place.Project, "*.tmp*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_that_is_asked_to_end_in_a_rollout_puts_the_values_back_first()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("trainer");
        using var changed = new SemaphoreSlim(0);
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, live =>
        {
            if (KeeperCluster.Knobs(live) == "4 x 32") return RolloutOutcome.Done;
            changed.Release();
            return RolloutOutcome.Stuck;
        });
        using var watch = cluster.StartMk(
            "closed-loop", "watch", "--scenario", "drift", "--apply", "--out", "watch", "--interval", "1h", "--k8s-namespace", cluster.Namespace, "--context", KeeperCluster.Operator);
        await changed.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        watch.Terminate();
        (await watch.EndAsync()).Expect(1).Errors.ShouldBeEmpty();
        (await cluster.KnobsAsync("trainer")).ShouldBe("4 x 32");
        cluster.Report("watch", "iter_0001", "k8s_apply_latest.json").GetProperty("restored").GetBoolean().ShouldBeTrue();
        cluster.Report("watch", "watch_latest.json").GetProperty("apply_failed_total").GetInt32().ShouldBe(1);
    }

    // Of three Deployments the first was changed and the second was being rolled out.
    private async Task<KeeperCluster> KilledAsync()
    {
        var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("one", "two", "three");
        using var reached = new SemaphoreSlim(0);
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, live =>
        {
            if (Name(live) != "two" || KeeperCluster.Knobs(live) == "4 x 32") return RolloutOutcome.Done;
            reached.Release();
            return RolloutOutcome.Stuck;
        });
        var plan = cluster.Plan(8, "one", "two", "three");
        (await cluster.MkAsync("k8s", "verify", "--plan", plan, "--out", "plan", "--context", KeeperCluster.Operator)).Expect(0);
        using var apply = cluster.StartMk("k8s", "apply", "--plan", plan, "--out", "done", "--context", KeeperCluster.Operator);
        await reached.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        apply.KillAlone();
        await apply.KilledAsync();
        await Eventually.TrueAsync(() => ProcessTable.Running().All(entry => entry.Group != apply.Id), "The proxy of the killed apply has ended");
        File.Exists(cluster.Place.At("done", "k8s_apply_latest.json")).ShouldBeFalse("it had no time to report");
        (await KnobsAsync(cluster)).ShouldBe(["8 x 32", "8 x 32", "4 x 32"]);
        return cluster;
    }

    private static async Task<string[]> KnobsAsync(KeeperCluster cluster) =>
        [await cluster.KnobsAsync("one"), await cluster.KnobsAsync("two"), await cluster.KnobsAsync("three")];

    private static string? Name(JsonElement live) => live.GetProperty("metadata").GetProperty("name").GetString();

    private static int IterationsIn(KeeperCluster cluster) =>
        File.Exists(cluster.Place.At("watch", "watch_latest.json")) ? cluster.Report("watch", "watch_latest.json").GetProperty("iterations_done").GetInt32() : 0;
}
