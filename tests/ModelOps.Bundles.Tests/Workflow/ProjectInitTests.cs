using ModelOps.Bundles.Templates;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Workflow;

public sealed class ProjectInitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_folder_begins_with_a_python_model()
    {
        var result = ProjectInit.Run(new() { Folder = _folder["my-project"] });

        result.Created.ShouldBe(["pyproject.toml", "README.md", "models/__init__.py", "models/example.py", ".modelopsignore", ".gitignore"]);
        File.ReadAllText(_folder["my-project/pyproject.toml"]).ShouldContain("name = \"my-project\"");
        File.ReadAllText(_folder["my-project/.gitignore"]).ShouldContain(".modelops-bundle/");
    }

    [Fact]
    public void Existing_files_are_never_overwritten()
    {
        _folder.Write("README.md", "mine");
        _folder.Write(".gitignore", "*.log");

        var result = ProjectInit.Run(new() { Folder = _folder.Path, Template = TemplateKind.Python });

        result.Created.ShouldNotContain("README.md");
        File.ReadAllText(_folder["README.md"]).ShouldBe("mine");
        File.ReadAllText(_folder[".gitignore"]).ShouldBe("*.log\n\n# ModelOps Bundle\n.modelops-bundle/\n");
    }

    [Fact]
    public void Existing_folder_gets_no_template_unless_asked() => ProjectInit.Run(new() { Folder = _folder.Path }).Created.ShouldBe([".modelopsignore", ".gitignore"]);

    [Fact]
    public void Repeating_changes_nothing_but_the_registry()
    {
        var project = ProjectInit.Run(new() { Folder = _folder.Path, Registry = new("localhost:5555/one", "dev") }).Project;
        SyncStateFile.Save(project, SyncState.None.AfterPush("dev", Digest.Of("x"u8), new Dictionary<string, Bundles.Workflow.States.FileVersion>(), DateTimeOffset.UnixEpoch));

        var again = ProjectInit.Run(new() { Folder = _folder.Path });
        (again.IsNew, again.Created.Count, again.Before).ShouldBe((false, 0, null));
        again.Config.ShouldBe(new("localhost:5555/one", "dev"));
        SyncStateFile.Load(project).Digest.ShouldNotBeNull();

        var moved = ProjectInit.Run(new() { Folder = _folder.Path, Registry = new("localhost:5555/two", null) });
        (moved.Before, moved.Config).ShouldBe(("localhost:5555/one", new ProjectConfig("localhost:5555/two", "dev")));
        SyncStateFile.Load(project).Digest.ShouldBeNull("what is common with one repository says nothing of another");
    }

    [Fact]
    public void File_in_the_place_of_the_folder_is_refused()
    {
        _folder.Write("x", "");
        Should.Throw<InvalidInputException>(() => ProjectInit.Run(new() { Folder = _folder["x"] })).Code.ShouldBe("not_a_folder");
    }

    [Fact]
    public void Folder_that_can_not_be_made_is_an_outside_failure() =>
        Should.Throw<OutsideException>(() => ProjectInit.Run(new() { Folder = "/proc/mops/project" })).Code.ShouldBe("storage_failed");

    [Theory]
    [InlineData("my-project", "MyProject", "my-project")]
    [InlineData("2nd try", "Model2ndTry", "2nd-try")]
    [InlineData("épidémie", "PidMie", "pid-mie")]
    [InlineData("---", "Model", "bundle")]
    public void Names_are_made_fit_for_each_language(string folder, string identifier, string package)
    {
        ProjectTemplate.Identifier(folder).ShouldBe(identifier);
        ProjectTemplate.PackageName(folder).ShouldBe(package);
    }

    [Fact]
    public void Dotnet_template_has_the_interface_that_it_builds_with()
    {
        var files = ProjectTemplate.Files(TemplateKind.DotNet, "my-project").ToDictionary(file => file.Path, file => file.Content);
        files.Keys.ShouldBe(["MyProject.csproj", "README.md", "ExampleModel.cs", ".modelopsignore", "lib/ModelOps.Model.dll"]);
        files.Values.ShouldAllBe(content => !System.Text.Encoding.UTF8.GetString(content).Contains("{{", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost:5555/my-models", true, "localhost:5555/my-models", null)]
    [InlineData("ghcr.io/team/models:v1", true, "ghcr.io/team/models", "v1")]
    [InlineData("oci:store", true, "oci:store", null)]
    [InlineData("oci:../my store:dev", true, "oci:../my store", "dev")]
    [InlineData("my-project", false, null, null)]
    [InlineData("team/project", false, null, null)]
    [InlineData("./a:b", false, null, null)]
    [InlineData("my.project", false, null, null)]
    [InlineData("/abs/a.b/c", false, null, null)]
    public void Argument_means_a_registry_or_a_folder(string text, bool isRegistry, string? reference, string? tag)
    {
        RegistryTarget.IsMeant(text).ShouldBe(isRegistry);
        if (isRegistry) RegistryTarget.Parse(text).ShouldBe(new(reference!, tag));
    }

    [Theory]
    [InlineData("localhost:5555")]
    [InlineData("localhost:5555/Upper")]
    [InlineData("host.io/name@sha256:0")]
    public void Wrong_registry_is_refused(string text) => Should.Throw<InvalidInputException>(() => RegistryTarget.Parse(text));
}
