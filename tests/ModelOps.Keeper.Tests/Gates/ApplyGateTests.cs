using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Gates;

public sealed class ApplyGateTests
{
    private static readonly KubeConfig Cluster = new("kind-test", "https://127.0.0.1:6443", false);
    private static readonly Plan Change = Plan.Of("ns1", "dep1", new Dictionary<string, int> { ["concurrency"] = 4 });
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData(" OFF ", false)]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("2", true)]
    [InlineData("enabled", true)]
    [InlineData("00", true)]
    public void Any_value_but_a_few_stops_every_change(string? value, bool active) => KillSwitch.IsActive(value).ShouldBe(active);

    [Fact]
    public async Task Open_gates_give_what_was_verified()
    {
        using var folder = new TemporaryFolder();
        var decision = await DecideAsync(folder, Claim());
        decision.Reason.ShouldBeNull(decision.Detail);
        decision.Verified.ShouldHaveSingleItem().ShouldBe(new("ns1", "dep1", "u", "7", "sha256:w"));
    }

    [Fact]
    public async Task Kill_switch_goes_before_everything()
    {
        using var folder = new TemporaryFolder();
        (await DecideAsync(folder, Claim(), gate => gate with { KillSwitchValue = "true" })).Reason.ShouldBe("kill_switch");
        (await DecideAsync(folder, null, gate => gate with { KillSwitchValue = "1", LicensePath = null })).Reason.ShouldBe("kill_switch");
    }

    [Fact]
    public async Task License_goes_before_the_verification()
    {
        using var folder = new TemporaryFolder();
        (await DecideAsync(folder, null, gate => gate with { LicensePath = null })).Reason.ShouldBe("license_missing");
        (await DecideAsync(folder, Claim(), gate => gate with { LicensePath = folder["nothing"] })).Reason.ShouldBe("license_invalid");
        (await DecideAsync(folder, Claim(), cluster: new("prod", "https://10.0.0.1", false))).Reason.ShouldBe("license_invalid");
    }

    public static TheoryData<string?, string, string> Verifications => new()
    {
        { null, "verify_missing", "There is no" },
        { "{", "verify_failed", "not valid JSON" },
        { "[]", "verify_failed", "would not go through" },
        { Claim().Replace("\"ok\": true", "\"ok\": false", StringComparison.Ordinal), "verify_failed", "would not go through" },
        { Claim().Replace("\"ok\": true", "\"ok\": \"true\"", StringComparison.Ordinal), "verify_failed", "would not go through" },
        { """{"ok": true}""", "verify_stale", "another plan" },
        { Claim().Replace(Change.Digest.Hex, new string('0', 64), StringComparison.Ordinal), "verify_stale", "another plan" },
        { Claim().Replace("kind-test", "kind-other", StringComparison.Ordinal), "verify_stale", "context 'kind-other'" },
        { Claim().Replace("6443", "6444", StringComparison.Ordinal), "verify_stale", "server" },
        { Claim(age: TimeSpan.FromMinutes(15.1)), "verify_stale", "15.1 minutes old" },
        { Claim(age: TimeSpan.FromMinutes(-6)), "verify_stale", "future" },
        { Claim().Replace("finished_at", "finished", StringComparison.Ordinal), "verify_stale", "when it was made" },
        { Claim().Replace("\"uid\"", "\"id\"", StringComparison.Ordinal), "verify_stale", "versions" },
        { Claim().Replace("\"name\": \"dep1\"", "\"name\": \"dep2\"", StringComparison.Ordinal), "verify_stale", "versions" },
    };

    [Theory]
    [MemberData(nameof(Verifications))]
    public async Task Verification_must_be_good_and_of_this_plan_cluster_and_time(string? claim, string reason, string detail)
    {
        using var folder = new TemporaryFolder();
        var decision = await DecideAsync(folder, claim);
        decision.Reason.ShouldBe(reason);
        decision.Detail.ShouldContain(detail);
        GateReason.ErrorLine(reason).ShouldBe("ERROR: verify_ok=true is required for apply/mutate operations");
    }

    [Theory]
    [InlineData("kill_switch", "ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations")]
    [InlineData("license_missing", "ERROR: apply blocked: license_missing (use --license-path, MODEKEEPER_LICENSE_PATH, or ./modekeeper.license.json)")]
    [InlineData("license_invalid", "ERROR: apply blocked: license_invalid")]
    [InlineData("license_expired", "ERROR: apply blocked: license_expired")]
    public void Every_reason_has_its_line(string reason, string line) => GateReason.ErrorLine(reason).ShouldBe(line);

    [Fact]
    public async Task Kill_switch_asks_neither_kubectl_nor_license_and_leaves_a_report()
    {
        using var folder = new TemporaryFolder();
        var reports = ReportFolder.Open(folder["report"], TimeProvider.System);
        var tool = new KubectlTool(new() { Program = folder["no-kubectl"] }, TimeProvider.System);
        var gate = new GateRequest(Change, reports.File("k8s_verify_latest.json")) { KillSwitchValue = "1" };
        var report = await new GatedApply(tool, Licenses(folder, TimeProvider.System), TimeProvider.System).RunAsync(new(gate, "plan", reports), CancellationToken.None);
        (report.BlockReason, report.WouldApply, report.LicenseOk, report.VerifyOk).ShouldBe(("kill_switch", false, null, null));
        File.ReadAllText(reports.File("k8s_apply_latest.json")).ShouldContain("\"block_reason\": \"kill_switch\"");
        File.ReadAllText(reports.Explanations.Path).ShouldContain("k8s_apply_blocked");
    }

    [Fact]
    public async Task Empty_plan_needs_no_license()
    {
        using var folder = new TemporaryFolder();
        var reports = ReportFolder.Open(folder["report"], TimeProvider.System);
        var tool = new KubectlTool(new() { Program = folder["no-kubectl"] }, TimeProvider.System);
        var apply = new GatedApply(tool, Licenses(folder, TimeProvider.System), TimeProvider.System);
        var report = await apply.RunAsync(new(new(Plan.Empty, ""), "plan", reports), CancellationToken.None);
        (report.Ok, report.Reason, report.BlockReason).ShouldBe((true, "nothing_to_do", null));
        (await apply.RunAsync(new(new(Plan.Empty, "") { KillSwitchValue = "on" }, "plan", reports), CancellationToken.None)).BlockReason.ShouldBe("kill_switch");
    }

    private static async Task<GateDecision> DecideAsync(TemporaryFolder folder, string? claim, Func<GateRequest, GateRequest>? change = null, KubeConfig? cluster = null)
    {
        var path = folder["k8s_verify_latest.json"];
        if (claim is not null) folder.Write("k8s_verify_latest.json", claim);
        var clock = new ManualClock();
        clock.Advance(Now - DateTimeOffset.UnixEpoch);
        var license = folder.Write("license.json", LicenseIssuer.Issue(LicenseIssuer.DevelopmentClaims(clock), DevelopmentKeys.PrivateKey));
        var request = new GateRequest(Change, path) { LicensePath = license };
        return await new ApplyGate(Licenses(folder, clock), clock).DecideAsync(change is null ? request : change(request), cluster ?? Cluster, CancellationToken.None);
    }

    private static LicenseGate Licenses(TemporaryFolder folder, TimeProvider time) => new(new(_ => null, folder.Path), time);

    private static string Claim(TimeSpan age = default) => $$"""
        {"ok": true, "plan_digest": "{{Change.Digest}}", "kubectl_context": "kind-test", "server": "https://127.0.0.1:6443", "finished_at": "{{ReportTimes.Text(Now - age)}}",
         "checks": {"items": [{"namespace": "ns1", "name": "dep1", "uid": "u", "resource_version": "7", "wish_digest": "sha256:w"}]} }
        """;
}
