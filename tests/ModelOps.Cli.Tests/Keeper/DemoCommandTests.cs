using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Keeper;

[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_gate_blocks_for_its_own_reason_and_nothing_is_called()
    {
        Kubectl("kind-a", "exit 1");
        _variables["MODEKEEPER_KILL_SWITCH"] = "";

        var run = await RunAsync("safety-gates", "--json");

        run.Status.ShouldBe(ExitStatus.Ok, run.Out + run.Error);
        var cases = JsonNode.Parse(run.Out)!["cases"]!.AsArray();
        cases.Select(gate => (string)gate!["block_reason"]!).ShouldBe(["license_invalid", "license_invalid", "verify_failed", "kill_switch"]);
        cases.Select(gate => (int)gate!["status"]!).ShouldAllBe(status => status == 2);
        ((string)cases[2]!["stderr"]!).ShouldBe("ERROR: verify_ok=true is required for apply/mutate operations");
        ((string)cases[3]!["stderr"]!).ShouldBe("ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations");
        File.Exists(_folder["calls"]).ShouldBeFalse("the demonstration knows no kubectl");
    }

    [Fact]
    public async Task Gates_can_be_shown_again_in_the_same_folder()
    {
        await RunAsync("safety-gates");
        var again = await RunAsync("safety-gates");
        again.Status.ShouldBe(ExitStatus.Ok);
        again.Out.ShouldEndWith("Every apply was blocked; nothing was changed.\n");
    }

    [Theory]
    [InlineData("k8s-drift")]
    [InlineData("sales")]
    public async Task Cluster_elsewhere_is_not_touched(string demo)
    {
        Kubectl("prod", "exit 1");
        var run = await RunAsync(demo);
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain("The context 'prod' is no cluster of this machine");
        Calls().ShouldAllBe(call => call.StartsWith("config view"));
    }

    [Fact]
    public async Task Trainer_of_somebody_else_is_left_alone()
    {
        Kubectl("kind-a", "case \"$*\" in *'get deployment/trainer'*) printf found: ;; *) exit 1 ;; esac");
        var run = await RunAsync("k8s-drift");
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain("that is not of a demonstration");
        Calls().ShouldNotContain(call => call.Contains("apply -f") || call.Contains("delete"));
    }

    [Fact]
    public async Task What_a_demonstration_started_is_cleared_away_also_when_it_fails()
    {
        Kubectl("kind-a", "case \"$*\" in *rollout*) echo 'timed out' >&2; exit 1 ;; *) : ;; esac");
        var run = await RunAsync("k8s-drift");
        run.Status.ShouldBe(ExitStatus.Outside);
        run.Error.ShouldContain("could not be rolled out: timed out");
        Calls()[^1].ShouldContain("delete deployment/trainer");
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.In(_folder.Path, _variables, ["keeper", "demo", .. arguments]);

    private string[] Calls() => File.ReadAllLines(_folder["calls"]);

    private void Kubectl(string context, string script)
    {
        var config = $$"""{"current-context": "{{context}}", "contexts": [{"name": "{{context}}", "context": {"cluster": "c"} }], "clusters": [{"name": "c", "cluster": {"server": "https://api.example.org"} }]}""";
        var path = _folder.Write("kubectl", $"#!/bin/sh\necho \"$*\" >> '{_folder["calls"]}'\ncase \"$*\" in 'config view'*) echo '{config}'; exit ;; esac\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _variables["KUBECTL"] = path;
    }
}
