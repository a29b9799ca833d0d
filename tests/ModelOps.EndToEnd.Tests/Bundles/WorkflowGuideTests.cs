using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;

namespace ModelOps.EndToEnd.Tests.Bundles;

/// <summary>The workflow as the predecessor's guide has it, every command as it is written there, in its order.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class WorkflowGuideTests : IAsyncLifetime
{
    private readonly Workplace _workplace = new();
    private DockerRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await DockerRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _workplace.Dispose();
        if (_registry is not null) await _registry.DisposeAsync();
    }

    [Fact]
    public async Task Quick_start_works_as_written()
    {
        await ShellAsync(".", "modelops-bundle init my-project");
        foreach (var path in new[] { "pyproject.toml", "README.md", "models/example.py", ".modelopsignore", ".modelops-bundle" })
            Path.Exists(_workplace.At("my-project", path)).ShouldBeTrue(path);
        (await ShellAsync("my-project", "git init -q . && git status --porcelain")).ShouldNotContain(".modelops-bundle");
        await ShellAsync("my-project", $"modelops-bundle init {_registry.Host}/my-models");
        await ShellAsync("my-project", $"modelops-bundle init --registry {_registry.Host}/my-models");

        (await ShellAsync("my-project", "modelops-bundle discover")).ShouldContain("models.example:ExampleModel");
        await ShellAsync("my-project", "modelops-bundle discover --interactive");
        (await ShellAsync("my-project", "modelops-bundle discover --save")).ShouldContain("Added 1 model");
        (await ShellAsync("my-project", "modelops-bundle manifest")).ShouldContain("Models: 1");
        await ShellAsync("my-project", "modelops-bundle manifest --check");
        ReadManifest("my-project").GetProperty("models").GetProperty("models.example:ExampleModel").GetProperty("class").GetString().ShouldBe("models.example:ExampleModel");

        _workplace.Write("my-project/data/a.csv", "1");
        _workplace.Write("my-project/old_model.py", "");
        await ShellAsync("my-project", "modelops-bundle add models/ old_model.py");
        (await ShellAsync("my-project", "modelops-bundle add data/*.csv")).ShouldContain("data/a.csv");
        await ShellAsync("my-project", "modelops-bundle remove old_model.py");
        (await ShellAsync("my-project", "modelops-bundle status")).ShouldContain("old_model.py", Case.Sensitive, "it is untracked now");

        (await ShellAsync("my-project", "modelops-bundle push --dry-run")).ShouldContain("Dry run - no changes made");
        Directory.Exists(Path.Combine(_registry.DataFolder, "docker")).ShouldBeFalse("a dry run sends nothing");
        await ShellAsync("my-project", "modelops-bundle push");
        await ShellAsync("my-project", "modelops-bundle push --tag v1.0.0");
        (await ShellAsync("my-project", "modelops-bundle log")).ShouldContain("v1.0.0");
        (await ShellAsync("my-project", "modelops-bundle status")).ShouldContain("Nothing changed");
    }

    [Fact]
    public async Task Migration_of_an_existing_project_works_as_written()
    {
        _workplace.Write("epi/pyproject.toml", "[project]\nname = \"epi\"  # ours\nversion = \"1\"\n");
        _workplace.Write("epi/src/epi/sir.py", "class SIR:\n    def parameters(self): return {}\n    def simulate(self, params, seed=None): return {}\n");
        _workplace.Write("epi/src/epi/notes.py", "raise SystemExit('this must never run')\n");

        await ShellAsync("epi", $"modelops-bundle init {_registry.Host}/epi");
        await ShellAsync("epi", "yes | modelops-bundle discover --interactive --save");
        await ShellAsync("epi", "modelops-bundle manifest");
        await ShellAsync("epi", "modelops-bundle add .");
        await ShellAsync("epi", "modelops-bundle push");

        File.ReadAllText(_workplace.At("epi", "pyproject.toml")).ShouldStartWith("[project]\nname = \"epi\"  # ours\nversion = \"1\"\n");
        Directory.CreateDirectory(_workplace.At("clone"));
        await ShellAsync("clone", $"modelops-bundle init {_registry.Host}/epi && modelops-bundle pull && modelops-bundle manifest --check");
        (await ShellAsync(".", "diff -r --exclude=.modelops-bundle epi clone && echo same")).ShouldBe("same\n");
    }

    [Fact]
    public async Task Template_runs_at_once()
    {
        await ShellAsync(".", "modelops-bundle init my-project");
        (await ShellAsync("my-project", "mops sim run models.example:ExampleModel --params '{\"beta\": 0.4}'")).ShouldStartWith("day,infected\n0,0.01\n");
    }

    [Fact]
    public async Task Dotnet_template_builds_runs_and_is_discovered()
    {
        await ShellAsync(".", "modelops-bundle init my-project --template dotnet");
        await ShellAsync("my-project", "dotnet build -v q -nodeReuse:false");
        (await ShellAsync("my-project", "mops sim run assembly/MyProject.dll:MyProject.ExampleModel --params '{\"beta\": 0.4, \"gamma\": 0.1}'")).ShouldStartWith("day,infected\n0,0.01\n");
        (await ShellAsync("my-project", "modelops-bundle discover")).ShouldContain("assembly/MyProject.dll:MyProject.ExampleModel");
        (await ShellAsync("my-project", "modelops-bundle add .")).ShouldContain("assembly/MyProject.dll");
    }

    private async Task<string> ShellAsync(string folder, string line) => (await _workplace.ShellAsync(folder, line)).Expect(0).Output;

    private JsonElement ReadManifest(string folder) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_workplace.At(folder, "manifest.json")));
}
