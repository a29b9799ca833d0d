using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class LeftoverRuleTests
{
    [Fact]
    public void Files_hold_no_leftovers() => RepositoryTree.Files.SelectMany(path => LeftoverRule.Violations(path, RepositoryTree.Read(path))).ShouldBeEmpty();

    [Theory]
    [InlineData("// TO", "DO: later")]
    [InlineData("# FIX", "ME")]
    [InlineData("    #reg", "ion Fields")]
    [InlineData("var path = \"/ro", "ot/data\";")]
    [InlineData("cd /wo", "rk/tree")]
    [InlineData("open('/ho", "me/somebody/x.csv')")]
    [InlineData("C:\\Use", "rs\\somebody")]
    public void Leftover_is_found(string first, string second) => LeftoverRule.Violations("x", $"fine\n{first}{second}\n").ShouldHaveSingleItem().ShouldStartWith("x:2 ");

    [Theory]
    [InlineData("the root/work of it")]
    [InlineData("$HOME/work")]
    [InlineData("https://example.org/work/1")]
    public void Other_text_is_fine(string text) => LeftoverRule.Violations("x", text).ShouldBeEmpty();
}
