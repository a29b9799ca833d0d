using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class TopLevelTypeRuleTests
{
    [Fact]
    public void Files_hold_the_type_of_their_name() => TopLevelTypeRule.Violations(RepositoryTree.All).ShouldBeEmpty();

    [Theory]
    [InlineData("namespace N; class Trial; class Other;")]
    [InlineData("namespace N; class Other;")]
    [InlineData("namespace N { enum Other; }")]
    [InlineData("delegate void Other();")]
    [InlineData("namespace N;")]
    public void File_with_something_else_is_found(string text) =>
        TopLevelTypeRule.Violations([SourceFile.Parse("src/P/Trial.cs", text)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("namespace N; record Trial { enum Inner { A } }")]
    [InlineData("interface Trial<T>;")]
    public void File_with_its_type_is_fine(string text) => TopLevelTypeRule.Violations([SourceFile.Parse("src/P/Trial.cs", text)]).ShouldBeEmpty();
}
