using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class PurePartRuleTests
{
    [Fact]
    public void Pure_parts_stay_pure() => ProductAssemblies.All.SelectMany(PurePartRule.Violations).ShouldBeEmpty();

    [Theory]
    [InlineData("System.Math.Exp(1)")]
    [InlineData("System.Math.Pow(2, 3)")]
    [InlineData("double.Log(2)")]
    [InlineData("System.MathF.Sin(1)")]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("System.TimeProvider.System.GetTimestamp()")]
    [InlineData("new System.Random(1).Next()")]
    [InlineData("System.IO.File.Exists(\"x\")")]
    [InlineData("System.Environment.GetEnvironmentVariable(\"x\")!")]
    [InlineData("System.Console.Out")]
    [InlineData("System.Numerics.Vector.Sum(new System.Numerics.Vector<double>(1))")]
    [InlineData("System.Runtime.Intrinsics.Vector128.Create(1.0)")]
    [InlineData("System.Linq.Enumerable.Select(new[] { 1.0 }, x => System.Math.Exp(x))")]
    public void Impure_call_is_found(string expression) => PurePartRule.Violations(Planted("ModelOps.Adaptive.Search.Cmaes", expression)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("System.Math.Sqrt(2)")]
    [InlineData("System.Math.FusedMultiplyAdd(1, 2, 3)")]
    [InlineData("System.Math.Max(1, 2)")]
    public void Exact_arithmetic_is_fine(string expression) => PurePartRule.Violations(Planted("ModelOps.Adaptive.Search", expression)).ShouldBeEmpty();

    [Fact]
    public void Other_parts_are_free() => PurePartRule.Violations(Planted("ModelOps.Adaptive.Stores", "System.Math.Exp(1)")).ShouldBeEmpty();

    private static Mono.Cecil.AssemblyDefinition Planted(string space, string expression) =>
        PlantedAssembly.Compile($"namespace {space}; public static class P {{ public static object M() => {expression}; }}");
}
