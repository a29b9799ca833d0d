using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Tests.Cluster;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.Keeper.Tests.Applying;

public sealed class GatedApplyTests(KubeFixture fixture)
{
    [Fact]
    public async Task Verified_plan_is_rolled_out_and_can_be_taken_back()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one,two");
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, ClusterBench.Always);
        var plan = bench.Plan(("one", 4), ("two", 2));
        (await bench.VerifyAsync(plan)).Ok.ShouldBeTrue();
        var report = await bench.ApplyAsync(plan);
        report.Ok.ShouldBeTrue(report.Details?.Message);
        (report.Reason, report.BlockReason, report.PaidEnabled, report.VerifyOk).ShouldBe(("applied", null, true, true));
        (await bench.ConcurrencyAsync("one"), await bench.ConcurrencyAsync("two")).ShouldBe(("4", "2"));
        var written = bench.Report("k8s_apply_latest.json");
        written["items"]!.ToJsonString().ShouldBe(written["checks"]!["items"]!.ToJsonString());
        written["items"]!.AsArray().ShouldAllBe(item => (bool)item!["ok"]!);

        var back = await bench.RollbackAsync();
        back.Ok.ShouldBeTrue(back.Details?.Message);
        (await bench.ConcurrencyAsync("one"), await bench.ConcurrencyAsync("two")).ShouldBe(("8", "8"));
        var again = await bench.RollbackAsync();
        (again.Ok, again.Items.Count).ShouldBe((true, 0));
    }

    [Theory]
    [InlineData(RolloutOutcome.Failed)]
    [InlineData(RolloutOutcome.Stuck)]
    public async Task Failed_rollout_gives_everything_its_previous_values(RolloutOutcome outcome)
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one,two,three");
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, live => Value(live) == "2" ? outcome : RolloutOutcome.Done);
        var plan = bench.Plan(("one", 4), ("two", 2), ("three", 4));
        await bench.VerifyAsync(plan);
        var limit = outcome == RolloutOutcome.Stuck ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(2);
        var report = await bench.ApplyAsync(plan, ClusterBench.Quick with { RolloutTimeout = limit });
        (report.Ok, report.Reason, report.BlockReason, report.Restored).ShouldBe((false, "apply_failed", null, true));
        report.Items.Select(item => item.Restored).ShouldBe([true, true, null]);
        foreach (var name in (string[])["one", "two", "three"]) (await bench.ConcurrencyAsync(name)).ShouldBe("8");
        bench.Audit(ClusterBench.Operator).ShouldNotContain(entry => entry.Verb == "patch" && entry.Uri.Contains("/three?") && !entry.Uri.Contains("dryRun=All"));
    }

    [Fact]
    public async Task Deployment_that_changed_since_it_was_verified_is_left_alone()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        await bench.Server.KubectlAsync(KubeApiServer.Admin, "-n", bench.Namespace, "scale", "deployment", "one", "--replicas=3");
        var report = await bench.ApplyAsync(plan);
        (report.Ok, report.BlockReason).ShouldBe((false, "verify_stale"));
        (await bench.ConcurrencyAsync("one")).ShouldBe("8");
    }

    [Fact]
    public async Task Status_that_changed_since_is_no_obstacle()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, ClusterBench.Always);
        (await bench.ApplyAsync(plan)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task What_somebody_else_changed_since_is_not_rolled_back()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, ClusterBench.Always);
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        (await bench.ApplyAsync(plan)).Ok.ShouldBeTrue();
        await bench.Server.KubectlAsync(KubeApiServer.Admin, "-n", bench.Namespace, "annotate", "--overwrite", "deployment", "one", "modekeeper/knob.concurrency=7");
        var report = await bench.RollbackAsync();
        report.BlockReason.ShouldBe("changed_since_apply");
        report.Mode.ShouldBe("K8S_ROLLBACK");
    }

    [Fact]
    public async Task Interrupted_apply_leaves_the_previous_values()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        using var interruption = new CancellationTokenSource();
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, live =>
        {
            if (Value(live) == "4") interruption.Cancel();
            return RolloutOutcome.Stuck;
        });
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        var apply = new GatedApply(bench.Tool(), bench.Licenses, TimeProvider.System);
        var report = await apply.RunAsync(new(bench.Gate(plan), bench.PlanPath, bench.Reports) { Options = ClusterBench.Quick }, interruption.Token);
        (report.Ok, report.Restored).ShouldBe((false, true));
        report.Items.Single().Stderr.ShouldBe("interrupted");
        (await bench.ConcurrencyAsync("one")).ShouldBe("8");
    }

    [Fact]
    public async Task Rollback_plan_is_there_before_the_first_change()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        JsonNode? rollback = null;
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, live =>
        {
            if (Value(live) == "4") rollback = bench.Report("rollback_plan_latest.json");
            return RolloutOutcome.Failed;
        });
        await bench.ApplyAsync(plan);
        ((string?)rollback!["schema_version"], (string?)rollback["mode"]).ShouldBe(("rollback_plan.v1", "restore"));
        rollback["items"]![0]!["patch"]!["spec"]!["template"]!["metadata"]!["annotations"]!.ToJsonString().ShouldBe("""{"modekeeper/knob.concurrency":"8"}""");
    }

    [Theory]
    [InlineData(false, "8")]
    [InlineData(true, "4")]
    public async Task Repeated_apply_knows_the_values_before_the_first_only_if_that_was_killed(bool ended, string restored)
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        await using var controllers = new KubeControllers(bench.Server, bench.Namespace, ClusterBench.Always);
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        (await bench.ApplyAsync(plan)).Ok.ShouldBeTrue();
        var written = bench.Report(RollbackPlan.FileName);
        ((bool)written["ended"]!).ShouldBeTrue();
        written["ended"] = ended;
        bench.Reports.WriteText(RollbackPlan.FileName, written.ToJsonString());

        await bench.VerifyAsync(plan);
        (await bench.ApplyAsync(plan)).Ok.ShouldBeTrue();
        (await bench.RollbackAsync()).Ok.ShouldBeTrue();
        (await bench.ConcurrencyAsync("one")).ShouldBe(restored);
    }

    [Fact]
    public async Task Lost_right_fails_without_a_change()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("one");
        var plan = bench.Plan(("one", 4));
        await bench.VerifyAsync(plan);
        await bench.Server.KubectlAsync(KubeApiServer.Admin, "-n", bench.Namespace, "delete", "rolebinding", ClusterBench.Operator);
        var report = await bench.ApplyAsync(plan);
        (report.BlockReason, report.Details!.Rbac!.Verb).ShouldBe(("verify_stale", "get"));
        (await bench.ConcurrencyAsync("one")).ShouldBe("8");
    }

    private static string? Value(JsonElement live) =>
        live.GetProperty("spec").GetProperty("template").GetProperty("metadata").GetProperty("annotations").GetProperty("modekeeper/knob.concurrency").GetString();
}
