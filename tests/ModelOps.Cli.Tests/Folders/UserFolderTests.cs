using ModelOps.Cli.Folders;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Folders;

public sealed class UserFolderTests
{
    [Theory]
    [InlineData("/x/y", "/x/y")]
    [InlineData("y", "/somewhere/y")]
    [InlineData("", "/home-of-user/.modelops")]
    public void Variable_wins_over_the_home_directory(string chosen, string expected) => UserFolder
        .Locate(CliRun.Context("/somewhere", new() { ["MODELOPS_HOME"] = chosen, ["HOME"] = "/home-of-user" })).ShouldBe(expected);
}
