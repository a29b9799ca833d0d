using System.Runtime.Versioning;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Fleet;
using ModelOps.Keeper.Passports;
using ModelOps.Keeper.Tests.Programs;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Fleet;

[UnsupportedOSPlatform("windows")]
public sealed class FleetReaderTests
{
    private const string TwoClusters = """
        case "$*" in
            *--context=down*) echo "Unable to connect to the server" >&2; exit 1 ;;
            *--context=odd*) echo "not json" ;;
            *"get namespaces"*) echo '{"items": [{"metadata": {"name": "b"}}, {"metadata": {"name": "a"}}]}' ;;
            *"get deployments -A"*) echo '{"items": [
                {"metadata": {"namespace": "b", "name": "y", "annotations": {"modekeeper/policy.ref": "safe", "modekeeper/policy.version": "0"}}, "spec": {"replicas": 3,
                 "template": {"metadata": {"annotations": {"modekeeper/knob.concurrency": "8", "other": "1"}}}}, "status": {"readyReplicas": 2}},
                {"metadata": {"namespace": "a", "name": "x"}}, {"kind": "odd"}]}' ;;
        esac
        """;

    [Fact]
    public async Task Contexts_are_looked_at_one_by_one_and_a_failure_hides_no_other()
    {
        using var folder = new TemporaryFolder();
        var kubectl = new ScriptedKubectl(folder, TwoClusters);
        var found = await new FleetReader(kubectl.Tool).ReadAsync(["up", "down", "odd"], CancellationToken.None);
        found.Select(context => context.Context).ShouldBe(["up", "down", "odd"]);
        found[0].Error.ShouldBeNull();
        found[0].Namespaces.ShouldBe(["a", "b"]);
        found[0].Deployments.Select(item => $"{item.Namespace}/{item.Name} {item.ReadyReplicas}/{item.Replicas}").ShouldBe(["a/x 0/1", "b/y 2/3"]);
        found[0].Deployments[1].Knobs.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("concurrency", "8"));
        found[1].Error.ShouldBe(new("kubectl_failed", 1, "Unable to connect to the server"));
        found[2].Error!.Reason.ShouldBe("unexpected_answer");
        kubectl.Calls.ShouldBe(
        [
            "get namespaces -o json --context=up", "get deployments -A -o json --context=up", "get namespaces -o json --context=down", "get namespaces -o json --context=odd",
        ]);
    }

    [Fact]
    public async Task Without_contexts_the_current_one_is_asked()
    {
        using var folder = new TemporaryFolder();
        var kubectl = new ScriptedKubectl(folder, TwoClusters);
        (await new FleetReader(kubectl.Tool).ReadAsync([], CancellationToken.None)).ShouldHaveSingleItem().Context.ShouldBeNull();
        kubectl.Calls.ShouldBe(["get namespaces -o json", "get deployments -A -o json"]);
    }

    [Fact]
    public async Task Missing_kubectl_is_an_error_of_the_context()
    {
        using var folder = new TemporaryFolder();
        var tool = new KubectlTool(new() { Program = folder["none"] }, TimeProvider.System);
        var found = await new FleetReader(tool).ReadAsync(["a"], CancellationToken.None);
        found[0].Error!.Reason.ShouldBe("kubectl_failed");
        found[0].Error!.Rc.ShouldBeNull();
    }

    [Fact]
    public async Task Policy_names_who_would_have_to_change_and_what_goes_back()
    {
        using var folder = new TemporaryFolder();
        var found = await new FleetReader(new ScriptedKubectl(folder, TwoClusters).Tool).ReadAsync(["up"], CancellationToken.None);
        var policy = FleetPolicy.Of("safe", folder["safe"]);
        policy.VersionShort.ShouldBe(policy.Sha256[..12]);
        var report = PolicyReport.Of("now", policy, found);
        report.ChangesRequired.ShouldBe(2);
        report.Contexts[0].Deployments[1].Rollback.ShouldBe(new("safe", "0"));
        report.Contexts[0].Deployments[1].Desired.ShouldBe(new("safe", policy.VersionShort));
    }

    [Fact]
    public void Policy_is_a_template_or_a_JSON_object()
    {
        using var folder = new TemporaryFolder();
        var mine = folder.Write("mine.json", "{\"a\": 1}");
        FleetPolicy.Of("mine.json", mine).Ref.ShouldBe("mine");
        FleetPolicy.Of("safe", mine).Sha256.ShouldBe(ModelOps.Contracts.Digests.Digest.Of(PassportReader.TemplateBytes("safe")).Hex);
        Should.Throw<InvalidInputException>(() => FleetPolicy.Of("saef", folder["saef"])).Message.ShouldContain("Did you mean 'safe'?");
        Should.Throw<InvalidInputException>(() => FleetPolicy.Of("list", folder.Write("list", "[]"))).Code.ShouldBe("invalid_policy");
    }

    [Fact]
    public void Contexts_come_from_one_option_each_once()
    {
        FleetContexts.Of("a, b,a", []).ShouldBe(["a", "b"]);
        FleetContexts.Of(null, ["b", "a"]).ShouldBe(["b", "a"]);
        FleetContexts.Of(null, []).ShouldBeEmpty();
        Should.Throw<InvalidInputException>(() => FleetContexts.Of("a", ["b"])).Code.ShouldBe("invalid_contexts");
        Should.Throw<InvalidInputException>(() => FleetContexts.Of("a,,b", [])).Code.ShouldBe("invalid_contexts");
    }
}
