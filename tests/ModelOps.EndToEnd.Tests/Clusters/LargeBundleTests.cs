using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.EndToEnd.Tests.PushedBundles;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.EndToEnd.Tests.Clusters;

/// <summary>Bundles that are too large to be shipped: the workers' own mops fetches them from where they were pushed.</summary>
[Collection(ClusterTests.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class LargeBundleTests
{
    private static readonly string[] Simulation = ["--params", """{"x": 0.5}""", "--seed", "7"];

    [Fact]
    public async Task Pushed_bundle_is_fetched_by_the_workers_and_a_folder_is_refused()
    {
        await using var registry = await DockerRegistry.StartAsync();
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1, Tool = Workplace.Mops });
        using var workplace = Project().WithRegistry(registry);
        (await workplace.MopsAsync("bundle", "push")).Expect(0);
        string[] pushed = ["sim", "run", "good_models:fine", "--bundle", $"{registry.Host}/team/bundles/large:1.0", .. Simulation];
        var expected = (await workplace.MopsAsync(pushed)).Expect(0).Output;

        (await workplace.MopsAsync([.. pushed, "--scheduler", cluster.Address])).Expect(0).Output.ShouldBe(expected);

        var folder = (await workplace.MopsAsync(["sim", "run", "good_models:fine", "--scheduler", cluster.Address, "--json", .. Simulation])).Error(3);
        folder.Text("error_code").ShouldBe("bundle_not_shippable");
        folder.Text("remedy").ShouldContain("mops bundle push");
    }

    [Fact]
    public async Task Worker_without_mops_is_named_before_the_first_simulation()
    {
        await using var registry = await DockerRegistry.StartAsync();
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1, Tool = "no-such-mops" });
        using var workplace = Project().WithRegistry(registry);
        (await workplace.MopsAsync("bundle", "push")).Expect(0);
        var fault = (await workplace.MopsAsync(
            ["sim", "run", "good_models:fine", "--bundle", $"{registry.Host}/team/bundles/large:1.0", "--scheduler", cluster.Address, "--json", .. Simulation])).Error(3);
        fault.Text("error_code").ShouldBe("dask_tool_missing");
        fault.Text("message").ShouldContain("no-such-mops");
    }

    private static Workplace Project()
    {
        var workplace = new Workplace();
        workplace.Environment["MODELOPS_PYTHON"] = DaskCluster.Python;
        using (var large = File.Create(workplace.At("large.bin"))) large.SetLength(65L << 20);
        workplace.Write(".mops-bundle.yaml", """
            bundle:
              name: large
              version: "1.0"
              layers:
                - {name: code, paths: ["*.py", large.bin]}
            """);
        return workplace.WithModels("good_models.py");
    }
}
