using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class SizeRuleTests
{
    [Fact]
    public void Files_and_methods_are_short() => SizeRule.Violations(RepositoryTree.All).ShouldBeEmpty();

    [Fact]
    public void Long_file_is_found() =>
        SizeRule.Violations([Planted(string.Concat(Enumerable.Repeat("//\n", 401)))]).ShouldBe(["src/P/X.cs has 401 lines"]);

    [Fact]
    public void File_of_400_lines_is_fine() => SizeRule.Violations([Planted(string.Concat(Enumerable.Repeat("//\n", 400)))]).ShouldBeEmpty();

    [Theory]
    [InlineData("class X { void M()\n{", "}}")]
    [InlineData("class X { X()\n{", "}}")]
    [InlineData("class X { int P { get\n{", "return 1; }}}")]
    [InlineData("class X { void M() { void Local()\n{", "}}}")]
    public void Long_method_is_found(string before, string after)
    {
        var lines = string.Concat(Enumerable.Repeat("\n;", 40));

        SizeRule.Violations([Planted(before + lines + after)]).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("class X { void M(int a, int b, int c, int d, int e, int f, int g) { } }")]
    [InlineData("class X(int a, int b, int c, int d, int e, int f, int g);")]
    public void Seven_parameters_are_found(string text) => SizeRule.Violations([Planted(text)]).ShouldHaveSingleItem();

    private static SourceFile Planted(string text) => SourceFile.Parse("src/P/X.cs", text);
}
