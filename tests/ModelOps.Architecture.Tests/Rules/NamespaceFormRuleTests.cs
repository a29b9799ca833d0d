using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class NamespaceFormRuleTests
{
    [Fact]
    public void Namespaces_are_file_scoped_and_follow_the_folders() => NamespaceFormRule.Violations(RepositoryTree.All).ShouldBeEmpty();

    [Theory]
    [InlineData("namespace ModelOps.Tables.Reading { class X; }")]
    [InlineData("namespace ModelOps.Tables.Elsewhere; class X;")]
    [InlineData("class X;")]
    public void Other_namespace_is_found(string text) =>
        NamespaceFormRule.Violations([SourceFile.Parse("src/ModelOps.Tables/Reading/X.cs", text)]).ShouldHaveSingleItem();
}
