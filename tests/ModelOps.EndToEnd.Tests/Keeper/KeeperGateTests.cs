using ModelOps.Testing.Kubernetes;
using ModelOps.Testing.Schemas;

namespace ModelOps.EndToEnd.Tests.Keeper;

/// <summary>Every command that changes a cluster meets the same gates, says the same one line, and changes nothing.</summary>
public sealed class KeeperGateTests(KubeFixture fixture)
{
    private const string VerifyLine = "ERROR: verify_ok=true is required for apply/mutate operations\n";

    [Theory]
    [InlineData("closed-loop run --scenario drift --apply --out gated")]
    [InlineData("closed-loop watch --scenario drift --apply --out gated --max-iterations 1")]
    [InlineData("k8s apply --plan plan/k8s_plan.json --out gated")]
    [InlineData("k8s rollback --plan done/rollback_plan_latest.json --out gated")]
    public async Task Closed_gate_is_named_and_nothing_changes(string command)
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("trainer");
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, KeeperCluster.Always);
        await PrepareAsync(cluster, isRollback: command.Contains("rollback"));
        var (knobs, changes) = (await cluster.KnobsAsync("trainer"), cluster.Changes().Count);
        string[] arguments = [.. command.Split(' '), "--context", KeeperCluster.Operator];
        if (command.StartsWith("closed-loop", StringComparison.Ordinal)) arguments = [.. arguments, "--k8s-namespace", cluster.Namespace];

        await ExpectAsync("MODEKEEPER_KILL_SWITCH", "1", "ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations\n");
        await ExpectAsync("MODEKEEPER_KILL_SWITCH", "please", "ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations\n");
        await ExpectAsync(
            "MODEKEEPER_LICENSE_PATH", null, "ERROR: apply blocked: license_missing (use --license-path, MODEKEEPER_LICENSE_PATH, or ./modekeeper.license.json)\n");
        await ExpectAsync("MODEKEEPER_LICENSE_PATH", "no-such-file", "ERROR: apply blocked: license_invalid\n");
        await ExpectAsync("MODEKEEPER_LICENSE_PATH", await LicenseAsync(cluster, "observe", "2999-12-31T00:00:00Z"), "ERROR: apply blocked: entitlement_missing\n");
        // The right to patch is what the verification finds missing.
        await cluster.Server.KubectlAsync(KubeApiServer.Admin, "-n", cluster.Namespace, "delete", "rolebinding", KeeperCluster.Operator);
        await ExpectAsync("IRRELEVANT", null, VerifyLine);
        if (command.StartsWith("k8s apply", StringComparison.Ordinal)) await PublishedSchema.ShouldHoldAsync("keeper/k8s_apply.schema.json", cluster.Place.At("gated", "k8s_apply_latest.json"));

        (await cluster.KnobsAsync("trainer")).ShouldBe(knobs);
        cluster.Changes().Count.ShouldBe(changes);

        async Task ExpectAsync(string variable, string? value, string line)
        {
            var before = cluster.Place.Environment.GetValueOrDefault(variable);
            cluster.Place.Environment[variable] = value;
            (await cluster.MkAsync(arguments)).Expect(2).Errors.ShouldBe(line);
            cluster.Place.Environment[variable] = before;
        }
    }

    [Fact]
    public async Task Kill_switch_stops_a_watch_before_its_first_round()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        cluster.Place.Environment["MODEKEEPER_KILL_SWITCH"] = "1";
        (await cluster.MkAsync("closed-loop", "watch", "--scenario", "drift", "--apply", "--out", "watch")).Expect(2);
        Directory.Exists(cluster.Place.At("watch", "iter_0001")).ShouldBeFalse();
    }

    [Fact]
    public async Task Advanced_action_needs_an_approval()
    {
        using var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.DeployAsync("trainer");
        await using var controllers = new KubeControllers(cluster.Server, cluster.Namespace, KeeperCluster.Always);
        string[] run = ["closed-loop", "run", "--scenario", "straggler", "--apply", "--k8s-namespace", cluster.Namespace, "--context", KeeperCluster.Operator, "--json"];

        var report = (await cluster.MkAsync([.. run, "--out", "first"])).Json();
        Reasons(report).ShouldBe([("dataloader_num_workers", "k8s_apply"), ("timeout_ms", "approval_required")]);

        report = (await cluster.MkAsync([.. run, "--out", "second", "--approve-advanced"])).Json();
        Reasons(report).ShouldBe([("timeout_ms", "k8s_apply")], "the other knob is where it is wanted");
    }

    private static IEnumerable<(string?, string?)> Reasons(System.Text.Json.JsonElement report) =>
        report.GetProperty("results").EnumerateArray().Select(result => (result.GetProperty("action").GetProperty("knob").GetString(), result.GetProperty("reason").GetString()));

    // A verified plan, and for a rollback one that was applied.
    private static async Task PrepareAsync(KeeperCluster cluster, bool isRollback)
    {
        var plan = cluster.Plan(8, "trainer");
        (await cluster.MkAsync("k8s", "verify", "--plan", plan, "--out", "plan", "--context", KeeperCluster.Operator)).Expect(0);
        if (isRollback) (await cluster.MkAsync("k8s", "apply", "--plan", plan, "--out", "done", "--context", KeeperCluster.Operator)).Expect(0);
    }

    private static async Task<string> LicenseAsync(KeeperCluster cluster, string entitlements, string expires)
    {
        (await cluster.MkAsync("license", "keygen", "--kid", "k", "--out-priv", "k", "--out-keyring", "license_dev_public_keys.json", "--merge-keyring")).Expect(0);
        (await cluster.MkAsync("license", "issue", "--kid", "k", "--org", "Example", "--entitlements", entitlements, "--expires", expires, "--priv", "k", "--out", "other.json")).Expect(0);
        return cluster.Place.At("other.json");
    }
}
