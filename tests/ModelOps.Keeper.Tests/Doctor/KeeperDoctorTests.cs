using System.Runtime.Versioning;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Doctor;
using ModelOps.Keeper.Tests.Programs;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Doctor;

[UnsupportedOSPlatform("windows")]
public sealed class KeeperDoctorTests
{
    private const string Config = """
        case "$*" in
            "version --client"*) echo "Client Version: v1.99" ;;
            *) echo '{"current-context": "kind-a", "contexts": [{"name": "kind-a", "context": {"cluster": "c"}}], "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:1"}}]}' ;;
        esac
        """;

    [Fact]
    public async Task Everything_that_is_there_passes()
    {
        using var folder = new TemporaryFolder();
        var report = await new KeeperDoctor(new ScriptedKubectl(folder, Config).Tool, "1.0.0").RunAsync(CancellationToken.None);
        report.Ok.ShouldBeTrue();
        report.Text().ShouldBe($"PASS mk: 1.0.0\nPASS kubectl: {folder["kubectl"]}, Client Version: v1.99\nPASS kubeconfig: context kind-a, server https://127.0.0.1:1\nDoctor result: PASS\n");
    }

    [Theory]
    [InlineData("exit 7", "kubectl", "kubeconfig")]
    [InlineData("echo '{}'", "kubeconfig")]
    [InlineData("echo nonsense", "kubeconfig")]
    [InlineData("echo '{\"current-context\": \"gone\"}'", "kubeconfig")]
    public async Task What_is_wrong_fails_and_the_rest_is_looked_at(string script, params string[] failing)
    {
        using var folder = new TemporaryFolder();
        var report = await new KeeperDoctor(new ScriptedKubectl(folder, script).Tool, "1.0.0").RunAsync(CancellationToken.None);
        report.Checks.Where(check => !check.Ok).Select(check => check.Name).ShouldBe(failing);
        report.Checks.Count.ShouldBe(3);
        report.Text().ShouldEndWith("Doctor result: FAIL\n");
    }

    [Fact]
    public async Task Missing_kubectl_fails_twice()
    {
        using var folder = new TemporaryFolder();
        var report = await new KeeperDoctor(new KubectlTool(new() { Program = folder["none"] }, TimeProvider.System), "1.0.0").RunAsync(CancellationToken.None);
        report.Checks.Select(check => check.Ok).ShouldBe([true, false, false]);
        report.Checks[1].Detail.ShouldContain("Install kubectl");
    }
}
