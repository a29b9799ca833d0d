using ModelOps.Cli.Folders;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Folders;

public sealed class LocalStateTests
{
    [Theory]
    [InlineData("a/.modelops/x", "a/.modelops")]
    [InlineData("a/b/.modelops/x", "a/b/.modelops")]
    [InlineData("a/.git/HEAD", "a/.modelops")]
    [InlineData("a/.git", "a/.modelops")]
    [InlineData("a/unrelated", "a/b/c/.modelops")]
    public void Nearest_ancestor_with_state_or_a_repository_has_it(string existing, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write(existing, "");
        var here = Directory.CreateDirectory(folder["a", "b", "c"]).FullName;

        LocalState.Locate(CliRun.Context(here, new() { ["HOME"] = folder["home"] })).ShouldBe(folder[expected]);
    }

    [Fact]
    public void Nearer_repository_wins_over_farther_state()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".modelops/x", "");
        folder.Write("a/.git/HEAD", "");

        LocalState.Locate(CliRun.Context(folder["a"], new() { ["HOME"] = folder["home"] })).ShouldBe(folder["a", ".modelops"]);
    }

    [Fact]
    public void Folder_of_the_user_is_no_projects()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".modelops/providers/azure.yaml", "");
        var here = Directory.CreateDirectory(folder["study"]).FullName;

        LocalState.Locate(CliRun.Context(here, new() { ["HOME"] = folder.Path })).ShouldBe(folder["study", ".modelops"]);
    }
}
