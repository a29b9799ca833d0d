using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class ModelAssemblyRuleTests
{
    [Fact]
    public void Model_interfaces_stay_loadable() => ModelAssemblyRule.Violations(ProductAssemblies.Named("ModelOps.Model")).ShouldBeEmpty();

    [Fact]
    public void Other_version_and_dependency_are_found()
    {
        var planted = PlantedAssembly.Compile("public sealed class P { public Mono.Cecil.TypeReference? T; }");

        ModelAssemblyRule.Violations(planted).ShouldBe(["ModelOps.Planted has version 0.0.0.0", "ModelOps.Planted depends on Mono.Cecil"]);
    }
}
