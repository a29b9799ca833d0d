using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class SolutionRuleTests
{
    [Fact]
    public void Solution_has_every_project() => SolutionRule.Violations(RepositoryTree.Files, RepositoryTree.Read("ModelOps.slnx")).ShouldBeEmpty();

    [Fact]
    public void Project_outside_of_the_solution_is_found() => SolutionRule.Violations(
        ["src/A/A.csproj", "tests/B/B.csproj", "examples/c/C.csproj"], "<Project Path=\"src/A/A.csproj\" />").ShouldBe(["tests/B/B.csproj is not in the solution"]);
}
