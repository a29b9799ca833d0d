using ModelOps.Keeper.Cluster;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.Keeper.Tests.Manifests;

/// <summary><c>k8s/trainer-minimal.yaml</c> on a real API server, as <c>kubectl apply</c> sends it.</summary>
public sealed class TrainerManifestTests(KubeFixture fixture)
{
    [Fact]
    public async Task Trainer_is_accepted_and_its_knobs_are_those_that_a_drift_changes()
    {
        var server = await fixture.ServerAsync();
        var space = await fixture.NamespaceAsync();
        var manifest = await File.ReadAllTextAsync(RepositoryTree.At("k8s", "trainer-minimal.yaml"), TestContext.Current.CancellationToken);
        await server.ApplyAsync(manifest.Replace("namespace: default", $"namespace: {space}"));
        var deployment = await server.GetAsync(space, "deployment", "trainer");
        var knobs = LiveKnobs.Of(deployment);
        knobs.Error.ShouldBeNull();
        knobs.Values.ShouldBe(new Dictionary<string, int> { ["grad_accum_steps"] = 4, ["microbatch_size"] = 32 });
        deployment.GetProperty("metadata").GetProperty("labels").GetProperty("app.kubernetes.io/part-of").GetString().ShouldBe("modekeeper");
    }
}
