using System.Runtime.Versioning;
using ModelOps.Testing.Commands;

namespace ModelOps.Cli.Tests.Keeper.Scripts;

/// <summary>The scripts for kind, in a copy of their tree, with a docker, kind, helm, kubectl and mk that keep a record of their calls.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private const string Mk = """
        case "$*" in
            --help) ;;
            "license mint-dev"*) ;;
            *)  # closed-loop run ... --out DIR
                for out; do :; done
                mkdir -p "$out"; echo '{}' > "$out/k8s_verify_latest.json"
                echo '{"apply_requested": true, "verify_ok": true, "apply_attempted": true, "apply_ok": APPLY_OK, "apply_blocked_reason": null, "results": [], "proposed": []}' > "$out/closed_loop_latest.json"
                if [ "${MODEKEEPER_KILL_SWITCH:-}" = 1 ]; then echo 'ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations' >&2; exit 2; fi ;;
        esac
        """;

    private const string Kubectl = """
        case "$*" in
            *"get pods"*) echo pod-1 ;;
            *"logs pod-1"*) echo "modekeeper/knob.grad_accum_steps=8" ;;
            *"get deployment/trainer"*) echo '{"same": true}' ;;
            *"apply -f -"*) cat > /dev/null ;;
        esac
        """;

    private readonly Workplace _place = new();

    public ScriptTests()
    {
        foreach (var folder in (string[])["bin", "scripts", "k8s", "charts"]) RepositoryTree.Copy(RepositoryTree.At(folder), _place.At("tree", folder));
        Program("tree/mk", Mk.Replace("APPLY_OK", "true"));
        foreach (var tool in (string[])["docker", "kind", "helm"]) Program($"tools/{tool}", "");
        Program("tools/kubectl", Kubectl);
        _place.Environment["PATH"] = _place.At("tools") + ":" + Environment.GetEnvironmentVariable("PATH");
        _place.Environment["KUBECTL"] = null;
        _place.Environment["HOME"] = _place.Outside("home");
        _place.Environment["XDG_CACHE_HOME"] = null;
    }

    public static TheoryData<string> Scripts => [.. ((string[])["bin", "scripts"]).SelectMany(folder => Directory.EnumerateFiles(RepositoryTree.At(folder)).Select(file => $"{folder}/{Path.GetFileName(file)}"))];

    public void Dispose() => _place.Dispose();

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_is_executable_and_its_shell_can_read_it(string script)
    {
        var path = RepositoryTree.At(script);
        (File.GetUnixFileMode(path) & UnixFileMode.UserExecute).ShouldBe(UnixFileMode.UserExecute);
        var shell = File.ReadLines(path).First().EndsWith("bash", StringComparison.Ordinal) ? "bash" : "sh";
        (await _place.RunAsync(shell, "-n", path)).Expect(0).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mk-demo-k8s-drift", "demo k8s-drift --keep-license")]
    [InlineData("mk-demo-sales", "demo sales --keep-license")]
    [InlineData("mk-demo-safety-gates", "demo safety-gates --keep-license")]
    [InlineData("mk-mint-dev-license", "license mint-dev --keep-license")]
    [InlineData("mk-license-keygen", "license keygen --keep-license")]
    [InlineData("mk-license-issue", "license issue --keep-license")]
    public async Task Short_name_calls_the_launcher_of_its_own_tree_also_through_a_link(string name, string call)
    {
        File.CreateSymbolicLink(_place.At("link"), _place.At("tree", "bin", name));
        await _place.RunAsync(_place.At("link"), "--keep-license");
        Calls().ShouldBe([$"mk {call}"]);
    }

    [Fact]
    public async Task Bootstrap_makes_the_cluster_and_the_trainer()
    {
        (await RunAsync("kind-bootstrap.sh")).Expect(0).Output.ShouldContain("Ready: context kind-mk-gpu");
        Calls().ShouldBe(
        [
            "docker info", "kind get clusters", "kind create cluster --name mk-gpu --wait 180s",
            $"kubectl --context kind-mk-gpu apply -f {_place.At("tree")}/k8s/trainer-minimal.yaml",
            "kubectl --context kind-mk-gpu -n default rollout status deployment/trainer --timeout=180s",
        ]);
    }

    [Fact]
    public async Task Bootstrap_keeps_a_cluster_that_is_there_and_names_what_is_missing()
    {
        Program("tools/kind", "echo mk-gpu");
        (await RunAsync("kind-bootstrap.sh")).Expect(0);
        Calls().ShouldNotContain(call => call.Contains("create cluster"));
        Program("tools/docker", "exit 1");
        (await RunAsync("kind-bootstrap.sh")).Expect(3).Errors.ShouldBe("ERROR: the Docker daemon does not answer.\n");
    }

    [Fact]
    public async Task Smoke_passes_where_the_kill_switch_blocks_and_fails_where_it_does_not()
    {
        (await RunAsync("e2e-smoke-kind.sh")).Expect(0).Output.ShouldEndWith("PASS: planned and verified, the kill switch blocked the apply, nothing changed.\n");
        Calls().ShouldContain("mk closed-loop run --scenario drift --apply --out report/_e2e_smoke_kind");
        Program("tree/mk", "exit 0");
        (await RunAsync("e2e-smoke-kind.sh")).Expect(1).Errors.ShouldContain("FAIL: exit status 0; expected 2");
    }

    [Fact]
    public async Task Apply_passes_when_the_trainer_says_the_new_knobs_and_fails_when_the_report_does_not()
    {
        (await RunAsync("e2e-apply-kind.sh")).Expect(0).Output.ShouldContain("PASS: applied");
        Calls().ShouldContain("mk license mint-dev --out report/_e2e_apply_kind");
        foreach (var file in (string[])["deploy_before.json", "deploy_after.json", "closed_loop_latest.json"])
            File.Exists(_place.At("report", "_e2e_apply_kind", file)).ShouldBeTrue(file);
        Program("tree/mk", Mk.Replace("APPLY_OK", "false"));
        (await RunAsync("e2e-apply-kind.sh")).Expect(1).Errors.ShouldContain("'apply_ok': False");
    }

    [Fact]
    public async Task Wrapper_gives_kubectl_a_configuration_with_the_one_context_for_nobody_else_to_read()
    {
        Program("tools/kubectl", "case \"$*\" in 'config view'*) echo minified ;; *) echo \"$KUBECONFIG\"; cat \"$KUBECONFIG\"; exit 7 ;; esac");
        var run = (await _place.RunAsync(_place.At("tree", "bin", "kubectl-mk-gpu"), "get", "pods", "-l", "a b")).Expect(7);
        Calls().ShouldBe(["kubectl config view --raw --minify --flatten --context=kind-mk-gpu", "kubectl get pods -l a b"]);
        var lines = run.Output.Split('\n');
        lines[1].ShouldBe("minified");
        lines[0].ShouldStartWith(_place.Outside("home"));
        File.GetUnixFileMode(lines[0]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Program("tools/kubectl", "exit 1");
        (await _place.RunAsync(_place.At("tree", "bin", "kubectl-mk-gpu"), "get", "pods")).Expect(1).Errors.ShouldContain("no context 'kind-mk-gpu'");
        Directory.EnumerateFiles(Path.GetDirectoryName(lines[0])!).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Development_shell_finds_mk_and_runs_a_command()
    {
        _place.Environment["DEV_SHELL_QUIET"] = "1";
        (await RunAsync("dev-shell.sh", "sh", "-c", "command -v mk")).Expect(0).Output.ShouldBe(_place.At("tree", "mk") + "\n");
        _place.Environment["DEV_SHELL_QUIET"] = null;
        await RunAsync("dev-shell.sh", "true");
        Calls().ShouldBe(["mk --help"]);
    }

    [Fact]
    public async Task Trainer_says_its_knobs_and_what_a_step_was_like_and_ends_when_it_is_told()
    {
        var manifest = File.ReadAllText(RepositoryTree.At("k8s", "trainer-minimal.yaml"));
        var script = manifest[(manifest.IndexOf("- |\n", StringComparison.Ordinal) + 4)..manifest.IndexOf("          env:\n", StringComparison.Ordinal)];
        File.ReadAllText(RepositoryTree.At("charts", "modekeeper-trainer", "templates", "deployment.yaml")).ShouldContain("knobs=/etc/podinfo/annotations");
        _place.Write("annotations", "modekeeper/knob.microbatch_size=\"32\"\nother=\"1\"\nmodekeeper/knob.grad_accum_steps=\"4\"\n");
        // The pause after the first step is the request to end.
        Program("tools/sleep", "kill -TERM $PPID");
        _place.Environment["NODE_NAME"] = "n1";
        var said = (await _place.RunAsync("sh", "-c", script.Replace("/etc/podinfo/annotations", _place.At("annotations")))).Expect(0).Output.Split('\n');
        said[..2].ShouldBe(["modekeeper/knob.grad_accum_steps=4", "modekeeper/knob.microbatch_size=32"]);
        var step = System.Text.Json.Nodes.JsonNode.Parse(said[2])!;
        ((int)step["step"]!, (double)step["loss"]!, (string)step["node"]!).ShouldBe((1, 1.01, "n1"));
    }

    private Task<CommandResult> RunAsync(string script, params string[] arguments) => _place.RunAsync(_place.At("tree", "scripts", script), arguments);

    private string[] Calls() => File.Exists(_place.At("calls")) ? File.ReadAllLines(_place.At("calls")) : [];

    private void Program(string path, string script)
    {
        _place.Write(path, $"#!/bin/sh\necho \"$(basename \"$0\")${{*:+ }}$*\" >> '{_place.At("calls")}'\n{script}\n");
        File.SetUnixFileMode(_place.At(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
