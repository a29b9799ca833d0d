using System.Net;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Preflight;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.Keeper.Tests.Cluster;

/// <summary>What fails is named for what it is, and never for a missing namespace.</summary>
public sealed class KubectlFaultTests
{
    private static readonly Plan Change = Plan.Of("ns1", "dep1", new Dictionary<string, int> { ["concurrency"] = 4 });

    [Fact]
    public async Task Missing_kubectl_is_a_finding()
    {
        using var folder = new TemporaryFolder();
        var report = await VerifyAsync(folder, new() { Program = folder["no-kubectl"] });
        (report.Ok, report.Checks.KubectlPresent, report.VerifyBlocker).ShouldBe((false, false, new VerifyBlocker("kubectl_missing", null, null, null, null)));
        File.Exists(folder["report", "k8s_verify_latest.json"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Hanging_kubectl_is_ended()
    {
        using var folder = new TemporaryFolder();
        var report = await VerifyAsync(folder, new() { Program = Script(folder, "echo partial; exec sleep 600"), RequestTimeout = TimeSpan.FromMilliseconds(1) });
        report.VerifyBlocker!.Kind.ShouldBe("kubectl_timeout");
    }

    [Theory]
    [InlineData("echo nonsense")]
    [InlineData("echo nonsense >&2; exit 1")]
    [InlineData("printf '\\377\\376{'")]
    public async Task Kubectl_that_says_nonsense_is_a_finding(string script)
    {
        using var folder = new TemporaryFolder();
        (await VerifyAsync(folder, new() { Program = Script(folder, script) })).VerifyBlocker!.Kind.ShouldBe("kubectl_failed");
    }

    [Theory]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Config\"}", "context_missing")]
    [InlineData("apiVersion: v1\nkind: Config\ncurrent-context: gone\n", "cluster_unreachable")]
    [InlineData("{{{{", "kubectl_failed")]
    public async Task Kubeconfig_without_a_usable_context_is_a_finding(string config, string kind)
    {
        using var folder = new TemporaryFolder();
        var kubectl = await KubeAssets.ProgramAsync("kubectl");
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = folder.Write("kubeconfig", config), ["HOME"] = folder.Path };
        (await VerifyAsync(folder, new() { Program = kubectl, Environment = environment })).VerifyBlocker!.Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Server_that_nobody_runs_is_unreachable()
    {
        using var folder = new TemporaryFolder();
        var server = new KubeHttpServer();
        var settings = await SettingsAsync(server);
        var config = await File.ReadAllTextAsync(server.KubeConfigPath, CancellationToken.None);
        await server.DisposeAsync();
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = folder.Write("kubeconfig", config), ["HOME"] = folder.Path };
        (await VerifyAsync(folder, settings with { Environment = environment })).VerifyBlocker!.Kind.ShouldBe("cluster_unreachable");
    }

    [Fact]
    public async Task Server_that_hangs_is_given_up()
    {
        using var folder = new TemporaryFolder();
        await using var server = new KubeHttpServer();
        var end = new TaskCompletionSource();
        server.Handle("/apis/apps/v1/namespaces/ns1/deployments/dep1", _ => end.Task);
        var report = await VerifyAsync(folder, await SettingsAsync(server) with { RequestTimeout = TimeSpan.FromSeconds(2) });
        end.SetResult();
        report.VerifyBlocker!.Kind.ShouldBe("cluster_unreachable");
        report.VerifyBlocker.Detail!.ShouldContain("no answer within 2 s");
    }

    [Fact]
    public async Task Connection_that_is_cut_is_unreachable()
    {
        using var folder = new TemporaryFolder();
        await using var server = new KubeHttpServer();
        server.Handle("/apis/apps/v1/namespaces/ns1/deployments/dep1", _ => throw new IOException("cut"));
        (await VerifyAsync(folder, await SettingsAsync(server))).VerifyBlocker!.Kind.ShouldBe("cluster_unreachable");
    }

    [Theory]
    [InlineData("<html>", HttpStatusCode.OK, "cluster_answer_invalid")]
    [InlineData("{\"kind\": \"Deployment\"}", HttpStatusCode.OK, "cluster_answer_invalid")]
    [InlineData("[]", HttpStatusCode.OK, "cluster_answer_invalid")]
    [InlineData("who are you", HttpStatusCode.Unauthorized, "unauthorized")]
    [InlineData("<html>", HttpStatusCode.InternalServerError, "unknown")]
    public async Task Malformed_answer_is_a_finding(string text, HttpStatusCode status, string kind)
    {
        using var folder = new TemporaryFolder();
        await using var server = new KubeHttpServer();
        server.Answer("/apis/apps/v1/namespaces/ns1/deployments/dep1", text, status);
        (await VerifyAsync(folder, await SettingsAsync(server))).VerifyBlocker!.Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Unknown_context_is_a_wrong_option()
    {
        using var folder = new TemporaryFolder();
        await using var server = new KubeHttpServer();
        var fault = await Should.ThrowAsync<Contracts.Errors.InvalidInputException>(async () => await VerifyAsync(folder, await SettingsAsync(server) with { Context = "fakes" }));
        fault.Message.ShouldContain("Did you mean 'fake'?");
    }

    [Fact]
    public async Task Proxy_ends_with_its_owner_and_leaves_no_socket()
    {
        await using var server = new KubeHttpServer();
        var tool = new KubectlTool(await SettingsAsync(server), TimeProvider.System);
        var config = await KubeConfig.ReadAsync(tool, CancellationToken.None);
        using (var cluster = await ClusterConnection.OpenAsync(tool, config.Server, CancellationToken.None))
        {
            (await cluster.GetNamespaceAsync("ns1", CancellationToken.None)).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        server.Requests.ShouldContain("/api/v1/namespaces/ns1");
    }

    [Fact]
    public async Task Preflight_names_what_stands_in_the_way()
    {
        using var folder = new TemporaryFolder();
        await using var server = new KubeHttpServer();
        var reports = ReportFolder.Open(folder["report"], TimeProvider.System);
        var found = await new ClusterPreflight(new(await SettingsAsync(server), TimeProvider.System), TimeProvider.System).RunAsync("ns1", "dep1", reports, CancellationToken.None);
        found.Checks.Select(check => check.Name).ShouldBe(
            ["current_context", "cluster_info", "get_ns", "get_deployment_wide", "get_pods_wide", "can_i_get_pods", "can_i_get_deployments_apps"]);
        (found.Checks[0].Ok, found.Checks[0].StdoutSnip, found.Ok).ShouldBe((true, "fake", false));
        var missing = await new ClusterPreflight(new(new() { Program = folder["none"] }, TimeProvider.System), TimeProvider.System).RunAsync("ns1", "dep1", reports, CancellationToken.None);
        (missing.TopBlocker, missing.DeployGpuRequest).ShouldBe(("kubectl_not_found", null));
    }

    private static async Task<VerifyReport> VerifyAsync(TemporaryFolder folder, KubectlSettings settings) =>
        await new PlanVerifier(new(settings, TimeProvider.System), TimeProvider.System).VerifyAsync(
            new(Change, folder["k8s_plan.json"], ReportFolder.Open(folder["report"], TimeProvider.System)), TestContext.Current.CancellationToken);

    private static async Task<KubectlSettings> SettingsAsync(KubeHttpServer server) =>
        new() { Program = await KubeAssets.ProgramAsync("kubectl"), Environment = server.Environment };

    private static string Script(TemporaryFolder folder, string text)
    {
        var path = folder.Write("kubectl", $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
