using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class SealedTypeRuleTests
{
    [Fact]
    public void Classes_are_sealed_static_or_abstract() => ProductAssemblies.All.SelectMany(SealedTypeRule.Violations).ShouldBeEmpty();

    [Theory]
    [InlineData("namespace ModelOps.X; public class Open;")]
    [InlineData("namespace ModelOps.X; internal record Open;")]
    [InlineData("namespace ModelOps.X; public static class Outer { private class Open; }")]
    public void Open_class_is_found(string source) => SealedTypeRule.Violations(PlantedAssembly.Compile(source)).ShouldHaveSingleItem();

    [Fact]
    public void Closed_classes_are_fine() => SealedTypeRule.Violations(PlantedAssembly.Compile(
        "namespace ModelOps.X; public sealed class A { public System.Func<int, int> F(int y) => x => x + y; } public abstract class B; public static class C; public struct D; public enum E; public delegate void G();"))
        .ShouldBeEmpty();
}
