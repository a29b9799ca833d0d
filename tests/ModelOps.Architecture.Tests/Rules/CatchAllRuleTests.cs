using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class CatchAllRuleTests
{
    [Fact]
    public void Everything_is_caught_at_the_listed_boundaries_only() => CatchAllRule.Violations(RepositoryTree.Product).ShouldBeEmpty();

    [Theory]
    [InlineData("catch { }")]
    [InlineData("catch (Exception) { }")]
    [InlineData("catch (System.Exception fault) { throw; }")]
    public void Catch_all_is_found(string clause) => CatchAllRule.Violations([Planted(clause)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("catch (IOException) { }")]
    [InlineData("catch (Exception fault) when (fault is IOException) { }")]
    public void Chosen_catch_is_fine(string clause) => CatchAllRule.Violations([Planted(clause)]).ShouldBeEmpty();

    private static SourceFile Planted(string clause) => SourceFile.Parse("src/P/X.cs", $"class X {{ void M() {{ try {{ }} {clause} }} }}");
}
