using System.Runtime.Versioning;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Schemas;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Keeper;

/// <summary>What the commands write is what <c>contracts/keeper/</c> promises.</summary>
[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class KeeperReportTests
{
    private const string Kubectl = """
        #!/bin/sh
        case "$*" in
            *--context=down*) echo unreachable >&2; exit 1 ;;
            *namespaces*) echo '{"items": [{"metadata": {"name": "a"}}]}' ;;
            *deployments*) echo '{"items": [{"metadata": {"namespace": "a", "name": "x"}, "spec": {"replicas": 1}}]}' ;;
            *) exit 1 ;;
        esac
        """;

    public static TheoryData<string, string, string[]> Reports => new()
    {
        { "observe", "observe_latest.json", ["observe", "--source", "file", "--path", "t.jsonl"] },
        { "closed_loop", "closed_loop_latest.json", ["closed-loop", "run", "--scenario", "straggler"] },
        { "closed_loop", "closed_loop_latest.json", ["closed-loop", "run", "--apply"] },
        { "policy_bundle", "policy_bundle_latest.json", ["closed-loop", "run", "--observe-source", "file", "--observe-path", "t.jsonl"] },
        { "policy_bundle", "policy_bundle_latest.json", ["k8s", "apply", "--plan", "plan.json"] },
        { "watch", "watch_latest.json", ["closed-loop", "watch", "--scenario", "burst", "--max-iterations", "1"] },
        { "chords_validate", "chords_validate_latest.json", ["chords", "validate"] },
        { "license_verify", "license_verify_latest.json", ["license", "verify"] },
        { "eval", "eval_latest.json", ["eval", "file", "--path", "t.jsonl"] },
        { "inventory", "inventory_latest.json", ["fleet", "inventory", "--contexts", "up,down"] },
        { "policy_propagation", "policy_propagation_latest.json", ["fleet", "policy", "--policy", "safe", "--context", "up"] },
        { "roi_estimate", "roi_estimate_latest.json", ["roi", "estimate", "--observe-path", "t.jsonl"] },
        { "roi", "roi_latest.json", ["roi", "report"] },
        { "bundle", "bundle_manifest.json", ["export", "bundle", "--in", "."] },
        { "doctor", "doctor_latest.json", ["doctor"] },
        { "k8s_render", "k8s_render_latest.json", ["k8s", "render", "--plan", "plan.json"] },
        { "k8s_verify", "k8s_verify_latest.json", ["k8s", "verify", "--plan", "plan.json"] },
        { "k8s_apply", "k8s_apply_latest.json", ["k8s", "apply", "--plan", "plan.json"] },
        { "preflight", "preflight_latest.json", ["k8s", "preflight"] },
        { "demo_safety_gates", "demo_safety_gates_latest.json", ["demo", "safety-gates"] },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_keeps_to_its_schema(string schema, string file, string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.jsonl", string.Concat(Enumerable.Range(0, 8).Select(i => $"{{\"ts\": {1_700_000_000 + i}, \"step_time_ms\": {100 + i}, \"loss\": {i + 1}}}\n")));
        folder.Write("plan.json", "[]");
        var kubectl = folder.Write("kubectl", Kubectl);
        File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var run = await CliRun.In(folder.Path, new() { ["KUBECTL"] = kubectl }, ["keeper", .. arguments, "--out", "out"]);

        run.Status.ShouldBeOneOf(ExitStatus.Ok, ExitStatus.Failures, ExitStatus.Invalid);
        await PublishedSchema.ShouldHoldAsync($"keeper/{schema}.schema.json", folder["out", file]);
    }
}
