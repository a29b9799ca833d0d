using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class PortRuleTests
{
    [Fact]
    public void Ports_are_those_of_the_table() => PortRule.Violations(ProductAssemblies.Named("ModelOps.Contracts")).ShouldBeEmpty();

    [Fact]
    public void New_and_lost_ports_are_found()
    {
        var planted = PlantedAssembly.Compile("public interface IAnything; internal interface IInside;");

        var violations = PortRule.Violations(planted).ToList();

        violations.ShouldContain("IAnything is no port of the table");
        violations.ShouldContain("IBundles is in the table but not in the assembly");
        violations.ShouldNotContain(violation => violation.Contains("IInside"));
    }
}
