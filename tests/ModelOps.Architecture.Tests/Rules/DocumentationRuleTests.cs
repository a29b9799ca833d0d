using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class DocumentationRuleTests
{
    [Fact]
    public void Public_members_are_documented() => DocumentationRule.Violations(RepositoryTree.Product).ShouldBeEmpty();

    [Theory]
    [InlineData("public class X;")]
    [InlineData("/// <summary></summary>\npublic class X;")]
    [InlineData("/// <summary>\n/// </summary>\npublic class X;")]
    [InlineData("/// words\npublic class X;")]
    [InlineData("// words\npublic class X;")]
    [InlineData("/// <summary>Y.</summary>\npublic class X { public int P { get; } }")]
    [InlineData("/// <summary>Y.</summary>\npublic class X { /// <summary>Y.</summary>\n/// <param name=\"a\"></param>\npublic void M(int a) { } }")]
    [InlineData("/// <summary>Y.</summary>\npublic interface X { void M(); }")]
    [InlineData("/// <summary>Y.</summary>\npublic enum X { A }")]
    [InlineData("/// <summary>Y.</summary>\npublic abstract class X { protected abstract void M(); }")]
    public void Member_without_words_is_found(string text) => DocumentationRule.Violations([SourceFile.Parse("src/P/X.cs", text)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("class X { public int P { get; } }")]
    [InlineData("/// <summary>Y.</summary>\npublic class X { int _p; private protected void M() { } }")]
    [InlineData("/// <summary>Y.</summary>\npublic class X { /// <inheritdoc />\npublic override string ToString() => null; }")]
    public void Documented_and_hidden_members_are_fine(string text) => DocumentationRule.Violations([SourceFile.Parse("src/P/X.cs", text)]).ShouldBeEmpty();
}
