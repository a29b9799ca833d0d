using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class ProjectReferenceRuleTests
{
    [Fact]
    public void Projects_reference_what_the_table_allows() => ProjectReferenceRule.Violations(ProjectFile.Product).ShouldBeEmpty();

    [Theory]
    [InlineData("ModelOps.Adaptive", "ModelOps.Execution")]
    [InlineData("ModelOps.Contracts", "ModelOps.Durability")]
    [InlineData("ModelOps.Tables", "ModelOps.Durability")]
    [InlineData("ModelOps.Execution", "ModelOps.Cli")]
    [InlineData("ModelOps.Model", "ModelOps.Contracts")]
    public void Forbidden_reference_is_found(string project, string reference) =>
        ProjectReferenceRule.Violations([new(project, [reference], [])]).ShouldBe([$"{project} may not reference {reference}"]);

    [Fact]
    public void Package_below_the_planes_is_found() =>
        ProjectReferenceRule.Violations([new("ModelOps.Contracts", [], ["Newtonsoft.Json"])]).ShouldHaveSingleItem();

    [Fact]
    public void Unknown_project_is_found() => ProjectReferenceRule.Violations([new("ModelOps.Extra", [], [])]).ShouldHaveSingleItem();

    [Fact]
    public void Project_file_is_read_with_its_references()
    {
        const string text = """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="../ModelOps.Model/ModelOps.Model.csproj" />
                <PackageReference Include="YamlDotNet" />
              </ItemGroup>
            </Project>
            """;

        var project = ProjectFile.Parse("ModelOps.Contracts", text);

        project.Projects.ShouldBe(["ModelOps.Model"]);
        project.Packages.ShouldBe(["YamlDotNet"]);
    }
}
