using ModelOps.Bundles.Discovery;
using ModelOps.Bundles.Discovery.Projects;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Discovery;

public sealed class ProjectModelsTests
{
    [Fact]
    public void Declared_models_are_read()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("pyproject.toml", """
            [tool.modelops-bundle]
            models = [
                {
                    id = "sir",
                    class = "models.sir:SIRModel",
                    files = ["models/**/*.py"]
                },
                { class = "models.b:B", file = "models/b.py" },
            ]
            """);
        var models = ProjectModels.Read(file)!;
        models.Select(model => (model.Id, model.Class, string.Join(' ', model.Files)))
            .ShouldBe([("sir", "models.sir:SIRModel", "models/**/*.py"), ("models.b:B", "models.b:B", "models/b.py")]);
        ProjectModels.Read(folder.Write("other.toml", "[tool.modelops-bundle]\n")).ShouldBeNull();
    }

    [Fact]
    public void Saved_models_are_added_once_and_everything_else_stays()
    {
        using var folder = new TemporaryFolder();
        const string text = "[project]\nname = 'x'   # mine\n\n[tool.modelops-bundle]\n\n[tool.other]\ny=1";
        var file = folder.Write("pyproject.toml", text);
        DiscoveredModel[] found = [Model("models.a:A", "models/**/*.py"), Model("top:M", "top.py")];
        ProjectModels.Save(file, found[..1]).ShouldBe(["models.a:A"]);
        ProjectModels.Save(file, found).ShouldBe(["top:M"]);
        var saved = File.ReadAllText(file);
        ProjectModels.Save(file, found).ShouldBeEmpty();
        File.ReadAllText(file).ShouldBe(saved);
        saved.ShouldStartWith("[project]\nname = 'x'   # mine\n\n[tool.modelops-bundle]\n\n[[tool.modelops-bundle.models]]\nid = \"models.a:A\"\n");
        saved.ShouldEndWith("\n\n[tool.other]\ny=1");
        ProjectModels.Read(file)!.Select(model => model.Id).ShouldBe(["models.a:A", "top:M"]);
    }

    [Theory]
    [InlineData("[tool.modelops-bundle]\nmodels = 1", ":2: tool.modelops-bundle.models: expected a list of tables.")]
    [InlineData("[[tool.modelops-bundle.models]]\nid = 'a'", ":2: tool.modelops-bundle.models: a model has no 'class'.")]
    [InlineData("[[tool.modelops-bundle.models]]\nclass = 'a:A'\nfiles = 'x'", ":3: tool.modelops-bundle.models: 'files' must be a list of texts.")]
    [InlineData("[[tool.modelops-bundle.models]]\nclass = 'a:A'\n\nfilles = []", ":4: unknown key 'filles' of a model. Did you mean 'files'?")]
    [InlineData("[[tool.modelops-bundle.models]]\nclass = 'a:A'\n[[tool.modelops-bundle.models]]\nclass = 'a:A'", ":1: tool.modelops-bundle.models: the id 'a:A' is there twice.")]
    public void Declaration_that_does_not_fit_is_told_with_its_line(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("pyproject.toml", text);
        Should.Throw<InvalidInputException>(() => ProjectModels.Read(file)).Message.ShouldBe(file + message);
    }

    private static DiscoveredModel Model(string entrypoint, string files) => new(entrypoint, "x.py", 1, [], ["simulate"], [files]);
}
