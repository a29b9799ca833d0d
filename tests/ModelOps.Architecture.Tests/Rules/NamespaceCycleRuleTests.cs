using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class NamespaceCycleRuleTests
{
    public static TheoryData<string> Assemblies => [.. ProductAssemblies.All.Select(assembly => assembly.Name.Name)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_of_a_project_have_one_direction(string assembly) =>
        NamespaceCycleRule.Violations(ProductAssemblies.Named(assembly)).ShouldBeEmpty();

    [Theory]
    [InlineData("public sealed class B { public void Use(ModelOps.X.A.First first) { } }")]
    [InlineData("public sealed class B { private ModelOps.X.A.First[]? _first; }")]
    [InlineData("public sealed class B { public object Make() => new ModelOps.X.A.First(); }")]
    [InlineData("public sealed class B { public bool Is(object o) => o is System.Collections.Generic.List<ModelOps.X.A.First>; }")]
    [InlineData("public sealed class B { sealed class Inner { public System.Func<object> Make = () => new ModelOps.X.A.First(); } }")]
    public void Cycle_is_found_however_it_is_made(string second)
    {
        var planted = PlantedAssembly.Compile($$"""
            namespace ModelOps.X.A { public sealed class First { public ModelOps.X.B? Next; } }
            namespace ModelOps.X { {{second}} }
            """);

        NamespaceCycleRule.Violations(planted).Count().ShouldBe(2);
    }

    [Fact]
    public void Use_in_one_direction_is_fine()
    {
        var planted = PlantedAssembly.Compile("""
            namespace ModelOps.X.A { public sealed class First { public ModelOps.X.B? Next; } }
            namespace ModelOps.X { public sealed class B; }
            """);

        NamespaceCycleRule.Violations(planted).ShouldBeEmpty();
    }

    [Fact]
    public void Cycle_over_three_namespaces_is_found()
    {
        var planted = PlantedAssembly.Compile("""
            namespace ModelOps.A { public sealed class X { public ModelOps.B.X? Next; } }
            namespace ModelOps.B { public sealed class X { public ModelOps.C.X? Next; } }
            namespace ModelOps.C { public sealed class X { public ModelOps.A.X? Next; } }
            """);

        NamespaceCycleRule.Violations(planted).Count().ShouldBe(3);
    }
}
