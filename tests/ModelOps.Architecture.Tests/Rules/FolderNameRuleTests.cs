using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class FolderNameRuleTests
{
    [Fact]
    public void Folders_are_named_after_capabilities() => FolderNameRule.Violations(RepositoryTree.Files).ShouldBeEmpty();

    [Theory]
    [InlineData("src/ModelOps.Tables/Helpers/X.cs")]
    [InlineData("src/ModelOps.Common/X.cs")]
    [InlineData("tests/ModelOps.Tables.Tests/utils/X.cs")]
    public void Folder_named_after_a_kind_is_found(string file) => FolderNameRule.Violations([file]).ShouldHaveSingleItem();
}
