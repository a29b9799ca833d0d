using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class PlaneRuleTests
{
    [Fact]
    public void Planes_link_no_plane() => PlaneRule.Violations(ProductAssemblies.All).ShouldBeEmpty();

    [Fact]
    public void Plane_that_links_a_plane_is_found()
    {
        var plane = PlantedAssembly.Compile("public sealed class Study;", "ModelOps.Adaptive");
        plane.MainModule.AssemblyReferences.Add(new("ModelOps.Execution", new(0, 1)));

        PlaneRule.Violations([plane]).ShouldBe(["ModelOps.Adaptive links ModelOps.Execution"]);
    }
}
