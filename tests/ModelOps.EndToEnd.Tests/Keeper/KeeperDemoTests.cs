using ModelOps.Testing.Commands;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.EndToEnd.Tests.Keeper;

/// <summary>The demonstrations, as their scripts run them, on a real API server. Both use the namespace that every cluster has, one after the other.</summary>
public sealed class KeeperDemoTests(KubeFixture fixture)
{
    [Theory]
    [InlineData("mk-demo-k8s-drift", "_demo_k8s_drift", 4)]
    [InlineData("mk-demo-sales", "_demo_sales", 10)]
    public async Task Demonstration_goes_through_and_clears_away_what_it_made(string script, string folder, int turns)
    {
        using var cluster = await StageAsync();
        await using var controllers = new KubeControllers(cluster.Server, "default", KeeperCluster.Always);

        var played = (await cluster.Place.RunAsync(RepositoryTree.At("bin", script), "--json")).Json();

        played.GetProperty("ok").GetBoolean().ShouldBeTrue(played.GetRawText());
        played.GetProperty("turns").GetArrayLength().ShouldBe(turns);
        played.GetProperty("left").GetArrayLength().ShouldBe(0);
        var applied = cluster.Report("report", folder, "apply", "closed_loop_latest.json");
        applied.GetProperty("apply_ok").GetBoolean().ShouldBeTrue();
        applied.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("action").GetProperty("target").GetInt32()).ShouldBe([8, 16]);
        (await cluster.Server.KubectlAsync(KubeApiServer.Admin, "get", "deployments", "--ignore-not-found", "-o", "name")).ShouldBeEmpty();
        File.Exists(cluster.Place.At("report", folder, "license_dev.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Demonstration_leaves_what_it_is_asked_to()
    {
        using var cluster = await StageAsync();
        await using var controllers = new KubeControllers(cluster.Server, "default", KeeperCluster.Always);
        var played = (await cluster.Place.RunAsync(RepositoryTree.At("bin", "mk-demo-k8s-drift"), "--keep-license", "--keep-deploy", "--json")).Json();
        played.GetProperty("left").GetArrayLength().ShouldBe(3);
        KeeperCluster.Knobs(await cluster.Server.GetAsync("default", "deployment", "trainer")).ShouldBe("8 x 16");
        File.Exists(cluster.Place.At("report", "_demo_k8s_drift", "license_dev.json")).ShouldBeTrue();
        await cluster.Server.KubectlAsync(KubeApiServer.Admin, "-n", "default", "delete", "deployment", "trainer");
    }

    [Fact]
    public async Task Gates_are_shown_without_a_cluster()
    {
        using var place = new Workplace();
        place.Environment["KUBECTL"] = place.At("no-kubectl");
        var shown = (await place.RunAsync(RepositoryTree.At("bin", "mk-demo-safety-gates"), "--out", "gates")).Expect(0);
        foreach (var reason in (string[])["license_invalid", "verify_failed", "kill_switch"]) shown.Output.ShouldContain(reason);
        Directory.GetDirectories(place.At("gates")).Length.ShouldBe(4);
    }

    private async Task<KeeperCluster> StageAsync()
    {
        var cluster = await KeeperCluster.CreateAsync(fixture);
        await cluster.Server.ApplyAsync("{apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: default}, automountServiceAccountToken: false}");
        return cluster;
    }
}
