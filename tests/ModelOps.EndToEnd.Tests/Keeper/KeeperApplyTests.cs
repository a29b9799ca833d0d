using System.Text.Json;
using ModelOps.Testing.Kubernetes;
using ModelOps.Testing.Schemas;

namespace ModelOps.EndToEnd.Tests.Keeper;

/// <summary>The loop on a real API server: from a signal to the change, and back.</summary>
public sealed class KeeperApplyTests(KubeFixture fixture)
{
    [Fact]
    public async Task One_round_changes_the_workload_and_a_rollback_takes_it_back()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("trainer");
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, KeeperCluster.Always);

        var run = await cluster.MkAsync(
            "closed-loop", "run", "--scenario", "drift", "--apply", "--out", "cl", "--k8s-namespace", cluster.Namespace, "--context", KeeperCluster.Operator, "--json");

        var report = run.Json();
        run.Errors.ShouldBeEmpty();
        (report.GetProperty("verify_ok").GetBoolean(), report.GetProperty("apply_attempted").GetBoolean(), report.GetProperty("apply_ok").GetBoolean()).ShouldBe((true, true, true));
        report.GetProperty("apply_blocked_reason").ValueKind.ShouldBe(JsonValueKind.Null);
        report.GetProperty("knobs_assumed").GetBoolean().ShouldBeTrue("the Deployment says two of the knobs only");
        report.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("reason").GetString()).ShouldBe(["k8s_apply", "k8s_apply"]);
        foreach (var path in (string[])["k8s_verify_report_path", "k8s_apply_report_path"]) File.Exists(report.GetProperty(path).GetString()).ShouldBeTrue(path);
        cluster.Report("cl", "policy_bundle_latest.json").GetProperty("rollback").GetProperty("mode").GetString().ShouldBe("restore");
        (await cluster.KnobsAsync("trainer")).ShouldBe("8 x 16");
        cluster.Changes().Count.ShouldBe(1);

        (await cluster.MkAsync("k8s", "rollback", "--plan", "cl/rollback_plan_latest.json", "--out", "back", "--context", KeeperCluster.Operator)).Expect(0);
        (await cluster.KnobsAsync("trainer")).ShouldBe("4 x 32");
        cluster.Report("back", "k8s_rollback_latest.json").GetProperty("mode").GetString().ShouldBe("K8S_ROLLBACK");
        foreach (var (folder, kind) in ((string, string)[])[("cl", "k8s_verify"), ("cl", "k8s_apply"), ("cl", "rollback_plan"), ("back", "k8s_verify"), ("back", "k8s_rollback")])
            await PublishedSchema.ShouldHoldAsync($"keeper/{kind}.schema.json", cluster.Place.At(folder, $"{kind}_latest.json"));
    }

    [Fact]
    public async Task Watch_changes_once_and_its_memory_outlives_a_restart()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("trainer");
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, KeeperCluster.Always);
        string[] watch =
            ["closed-loop", "watch", "--scenario", "drift", "--apply", "--out", "watch", "--interval", "10ms", "--max-iterations", "2", "--k8s-namespace", cluster.Namespace, "--context", KeeperCluster.Operator];

        (await cluster.MkAsync(watch)).Expect(0);
        (await cluster.KnobsAsync("trainer")).ShouldBe("8 x 16");
        Totals(cluster).ShouldBe((2, 2, 0));

        // Somebody else sets the old values: the drift chord would be played again, but it rests.
        await cluster.DeployAsync("trainer");
        (await cluster.MkAsync(watch)).Expect(0);
        (await cluster.KnobsAsync("trainer")).ShouldBe("4 x 32");
        Totals(cluster).ShouldBe((4, 2, 4));
        cluster.Report("watch", "iter_0003", "closed_loop_latest.json").GetProperty("blocked_reasons").GetProperty("cooldown_active").GetInt32().ShouldBe(2);
        cluster.Changes().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Evaluation_reads_the_cluster_and_changes_nothing()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("trainer");
        var answer = await cluster.MkAsync("eval", "k8s", "--k8s-namespace", cluster.Namespace, "--out", "eval", "--context", KeeperCluster.Operator, "--json");
        var report = answer.Json();
        report.GetProperty("read_only").GetBoolean().ShouldBeTrue();
        report.GetProperty("signals").GetProperty("state").GetString().ShouldBe("unknown", "no pod runs here, so that there are no samples");
        cluster.Changes().ShouldBeEmpty();
    }

    private static (int Iterations, int Applied, int Blocked) Totals(KeeperCluster cluster)
    {
        var report = cluster.Report("watch", "watch_latest.json");
        return (report.GetProperty("iterations_done").GetInt32(), report.GetProperty("applied_total").GetInt32(), report.GetProperty("blocked_total").GetInt32());
    }
}
