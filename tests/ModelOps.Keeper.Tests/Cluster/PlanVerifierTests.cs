using System.Text.Json.Nodes;
using ModelOps.Keeper.Plans;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.Keeper.Tests.Cluster;

public sealed class PlanVerifierTests(KubeFixture fixture)
{
    [Fact]
    public async Task Good_plan_is_tried_without_a_trace_in_the_cluster()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        var plan = bench.Plan(("trainer", 4));
        var before = (await bench.Server.GetAsync(bench.Namespace, "deployment", "trainer")).GetProperty("metadata");
        var report = await bench.VerifyAsync(plan);
        report.VerifyBlocker.ShouldBeNull();
        var item = report.Checks.Items.ShouldHaveSingleItem();
        (item.DryRun.Ok, item.Pod!.State, item.Quota!.State).ShouldBe((true, "ok", "ok"));
        (item.ResourceVersion, item.Uid).ShouldBe((before.GetProperty("resourceVersion").GetString(), before.GetProperty("uid").GetString()));
        var after = (await bench.Server.GetAsync(bench.Namespace, "deployment", "trainer")).GetProperty("metadata");
        after.GetProperty("resourceVersion").GetString().ShouldBe(item.ResourceVersion);
        var writes = bench.Audit(ClusterBench.Operator).Where(entry => entry.Verb is not ("get" or "list")).ToList();
        writes.Select(entry => (entry.Verb, entry.Resource)).ShouldBe([("patch", "deployments"), ("create", "pods")]);
        writes.ShouldAllBe(entry => entry.Uri.Contains("dryRun=All"));
        bench.Server.Audit(ClusterBench.Operator).Where(entry => entry.Verb == "create" && !entry.Uri.Contains("dryRun=All")).ShouldAllBe(entry => entry.Resource == "selfsubjectaccessreviews");
    }

    [Fact]
    public async Task Report_has_the_fields_that_others_read()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        await bench.VerifyAsync(bench.Plan(("trainer", 4)));
        var report = bench.Report("k8s_verify_latest.json").AsObject();
        string[] expected =
        [
            "schema_version", "started_at", "finished_at", "duration_s", "out_dir", "mode", "apply_requested", "dry_run", "k8s_plan_path", "k8s_plan_items", "k8s_namespace",
            "k8s_deployment", "objects", "kubectl_context", "diagnostics", "checks", "verify_blocker", "ok", "plan_digest", "server",
        ];
        foreach (var key in expected) report.ContainsKey(key).ShouldBeTrue(key);
        ((string?)report["mode"], (string?)report["kubectl_context"], (string?)report["server"]).ShouldBe(("plan_only", ClusterBench.Operator, bench.Server.Address));
        ((bool?)report["diagnostics"]!["auth_can_i_patch_deployments"]).ShouldBe(true);
        ((string?)report["diagnostics"]!["server_version"]).ShouldStartWith("v1.");
        report["checks"]!["items"]![0]!["dry_run"]!.ToJsonString().ShouldBe("""{"attempted":true,"mode":"server","ok":true,"rc":0,"stderr":""}""");
        bench.Reports.Explanations.Path.ShouldSatisfyAllConditions(path => File.ReadLines(path).Select(line => (string?)JsonNode.Parse(line)!["event"])
            .ShouldBe(["k8s_verify_start", "k8s_verify_checked", "k8s_verify_report"]));
    }

    [Fact]
    public async Task Fifty_items_cost_as_many_calls_of_kubectl_as_one()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        var names = Enumerable.Range(1, 50).Select(number => $"trainer-{number}").ToList();
        await bench.DeployAsync(string.Join(',', names));
        var counter = new KubectlCounter(bench.Folder, bench.Server.Kubectl);
        var report = await bench.VerifyAsync(bench.Plan([.. names.Select(name => (name, 4))]), bench.Tool(program: counter.Program));
        report.Ok.ShouldBeTrue(report.VerifyBlocker?.ToString());
        report.Checks.Items.Count.ShouldBe(50);
        counter.Calls.Count.ShouldBe(3);
        counter.Calls.Skip(1).ShouldAllBe(call => call.Contains("--context=bob") && call.Contains("--request-timeout=20000ms"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pod_that_can_not_be_tried_is_an_obstacle_unless_allowed(bool allow)
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        var report = await bench.VerifyAsync(bench.Plan(("trainer", 4)), bench.Tool(ClusterBench.Patcher), allow);
        var item = report.Checks.Items.ShouldHaveSingleItem();
        item.Pod!.State.ShouldBe("not_checked");
        item.Pod.SuggestedRule!.Resources.ShouldBe(["pods"]);
        item.Pod.SuggestedRule.Verbs.ShouldBe(["create"]);
        item.Quota!.State.ShouldBe("not_checked");
        (report.Ok, report.VerifyBlocker?.Kind).ShouldBe((allow, allow ? null : "pod_not_checked"));
        bench.Audit(ClusterBench.Patcher).ShouldNotContain(entry => entry.Resource == "pods");
    }

    [Fact]
    public async Task Missing_right_names_the_rule_to_add()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        var report = await bench.VerifyAsync(bench.Plan(("trainer", 4)), bench.Tool(ClusterBench.Nobody));
        report.VerifyBlocker!.Kind.ShouldBe("rbac_denied");
        var denial = report.Details!.Rbac;
        (denial.User, denial.Verb, denial.Resource, denial.ApiGroup, denial.Namespace, denial.Scope).ShouldBe(("carol", "get", "deployments", "apps", bench.Namespace, "namespaced"));
        denial.Hint.ShouldContain("RoleBinding");
        bench.Report("k8s_verify_latest.json")["details"]!["rbac"]!["suggested_rule"]!.ToJsonString().ShouldBe("""{"apiGroups":["apps"],"resources":["deployments"],"verbs":["get"]}""");
    }

    [Fact]
    public async Task Missing_objects_are_told_apart()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        (await bench.VerifyAsync(bench.Plan(("trainer", 4), ("nothing", 4)))).VerifyBlocker.ShouldBe(new("deployment_missing", 1, bench.Namespace, "nothing", null));
        var elsewhere = Plan.Of("no-such-namespace", "trainer", new Dictionary<string, int> { ["concurrency"] = 4 });
        (await bench.VerifyAsync(elsewhere, bench.Tool(KubeApiServer.Admin))).VerifyBlocker.ShouldBe(new("namespace_missing", 0, "no-such-namespace", "trainer", null));
    }

    [Fact]
    public async Task Patch_that_the_server_refuses_is_an_obstacle()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        var plan = PlanFile.Parse(System.Text.Encoding.UTF8.GetBytes($$$"""{"namespace":"{{{bench.Namespace}}}","name":"trainer","patch":{"spec":{"replicas":-1} } }"""), "the plan");
        var report = await bench.VerifyAsync(plan);
        report.VerifyBlocker!.Kind.ShouldBe("dry_run_failed");
        report.VerifyBlocker.Detail!.ShouldStartWith("rc=1; stderr=Error from server (Invalid)");
    }

    [Fact]
    public async Task Pod_is_tried_by_itself_since_a_Deployment_does_not_try_it()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer", account: "nobody-made-me");
        var report = await bench.VerifyAsync(bench.Plan(("trainer", 4)));
        report.Checks.Items.Single().DryRun.Ok.ShouldBeTrue();
        report.VerifyBlocker!.Kind.ShouldBe("pod_rejected");
        report.VerifyBlocker.Detail!.ShouldContain("nobody-made-me");
    }

    [Theory]
    [InlineData("images must come from registry.example.com")]
    [InlineData(null)]
    public async Task Admission_of_the_pod_is_asked_before_anything_is_applied(string? refusal)
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        await using var webhook = await AdmissionWebhook.StartAsync(bench.Server, bench.Namespace, refusal);
        // The server takes up a new webhook a moment later.
        await Eventually.TrueAsync(() => bench.IsPodTried(webhook), "the server asks the webhook");
        var report = await bench.VerifyAsync(bench.Plan(("trainer", 4)));
        report.Checks.Items.Single().DryRun.Ok.ShouldBeTrue("a Deployment is admitted without its pods");
        (report.Ok, report.VerifyBlocker?.Kind).ShouldBe((refusal is null, refusal is null ? null : "pod_rejected"));
        if (refusal is not null) report.VerifyBlocker!.Detail!.ShouldContain(refusal);
        webhook.Requests.ShouldAllBe(request => request.GetProperty("dryRun").GetBoolean());
    }

    [Theory]
    [InlineData("1", "1", false)]
    [InlineData("2", "1", true)]
    public async Task Quota_must_leave_room_for_the_pods_that_are_added(string hard, string used, bool fits)
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        await bench.DeployAsync("trainer");
        await bench.Server.ApplyAsync($$$"""{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: {{{bench.Namespace}}} }, spec: {hard: {requests.cpu: "{{{hard}}}"} } }""");
        await bench.Server.SendAsync(
            HttpMethod.Patch, $"/api/v1/namespaces/{bench.Namespace}/resourcequotas/small/status",
            new JsonObject { ["status"] = new JsonObject { ["hard"] = new JsonObject { ["requests.cpu"] = hard }, ["used"] = new JsonObject { ["requests.cpu"] = used } } },
            "application/merge-patch+json");
        var report = await bench.VerifyAsync(bench.Plan(("trainer", 4)));
        report.Ok.ShouldBe(fits, report.VerifyBlocker?.ToString());
        var quota = report.Checks.Items.Single().Quota!;
        (quota.State, quota.ExtraPods).ShouldBe((fits ? "ok" : "exceeded", 1));
        if (!fits) quota.Shortages.ShouldHaveSingleItem().ShouldBe(new("small", "requests.cpu", 1, 1, 0.5m));
    }

    [Fact]
    public async Task Empty_plan_asks_no_server()
    {
        using var bench = await ClusterBench.CreateAsync(fixture);
        var counter = new KubectlCounter(bench.Folder, bench.Server.Kubectl);
        (await bench.VerifyAsync(Plan.Empty, bench.Tool(program: counter.Program))).Ok.ShouldBeTrue();
        counter.Calls.ShouldHaveSingleItem().ShouldStartWith("config view");
    }
}
