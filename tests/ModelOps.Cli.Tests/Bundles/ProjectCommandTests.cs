using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>Commands of tracked projects that need no registry, or fail before they reach one.</summary>
public sealed class ProjectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("status")]
    [InlineData("add", ".")]
    [InlineData("remove", "x")]
    [InlineData("push")]
    [InlineData("pull")]
    [InlineData("diff")]
    [InlineData("log")]
    public async Task Outside_of_a_project_it_is_said_how_to_start_one(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain("Not inside a modelops-bundle project");
        run.Error.ShouldContain("mops bundle init");
    }

    [Fact]
    public async Task Push_without_a_registry_says_how_to_choose_one()
    {
        await StartAsync();
        (await ErrorAsync("push", "--dry-run")).ShouldBe("registry_not_set");
        (await RunAsync("push")).Error.ShouldContain("mops bundle init --registry");
    }

    [Fact]
    public async Task Push_of_nothing_says_how_to_choose_files()
    {
        await RunAsync("init", "localhost:1/x");
        (await ErrorAsync("push")).ShouldBe("nothing_tracked");
    }

    [Fact]
    public async Task Misspelt_setting_is_told_with_its_line_by_every_command()
    {
        await StartAsync();
        _folder.Write(".modelops-bundle/config.yaml", "default_tag: latest\nregistry: x\n");
        foreach (var command in new[] { "status", "push", "pull", "diff" })
            (await RunAsync(command)).Error.ShouldContain("config.yaml:2: unknown key 'registry'");
    }

    [Theory]
    [InlineData("localhost:5000/models", "--registry", "localhost:5000/other")]
    [InlineData("localhost:5000")]
    [InlineData("--registry", "not a registry")]
    [InlineData("--template", "fortran")]
    public async Task Wrong_start_leaves_nothing(params string[] arguments)
    {
        (await RunAsync(["init", .. arguments])).Status.ShouldBe(ExitStatus.Invalid);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Status_shows_offline_what_is_new_changed_and_untracked()
    {
        await StartAsync();
        _folder.Write("models/sir.py", "one");
        _folder.Write("notes.txt", "");
        await RunAsync("add", "models");

        var status = await JsonAsync("status");

        status.GetProperty("files")[0].GetProperty("path").GetString().ShouldBe("models/sir.py");
        status.GetProperty("files")[0].GetProperty("state").GetString().ShouldBe("added_local");
        status.GetProperty("synced_digest").ValueKind.ShouldBe(JsonValueKind.Null);
        status.GetProperty("untracked").EnumerateArray().Select(path => path.GetString()).ShouldBe([".gitignore", ".modelopsignore", "notes.txt"]);
        (await RunAsync("status")).Out.ShouldContain("new        models/sir.py");
    }

    [Fact]
    public async Task Answers_of_a_person_choose_the_models_that_are_saved()
    {
        _folder.Write("pyproject.toml", "# kept\n[project]\nname = \"x\"\n");
        _folder.Write("models/a.py", "class A:\n    def simulate(self, params, seed): raise SystemExit('never run')\n");
        _folder.Write("models/b.py", "class B:\n    def simulate(self, params, seed): pass\n");
        using var output = new StringWriter();
        var context = CliRun.Context(_folder.Path, []) with { Out = output, OpenInput = static () => new MemoryStream("n\n\n"u8.ToArray()) };

        await CliApplication.RunAsync(["bundle", "discover", "--interactive", "--save"], context, TestContext.Current.CancellationToken);

        output.ToString().ShouldContain("Added 1 model to pyproject.toml");
        File.ReadAllText(_folder["pyproject.toml"]).ShouldSatisfyAllConditions(
            text => text.ShouldStartWith("# kept\n[project]\nname = \"x\"\n"),
            text => text.ShouldContain("models.b:B"),
            text => text.ShouldNotContain("models.a:A"));
    }

    [Fact]
    public async Task Manifest_check_tells_missing_stale_and_current()
    {
        _folder.Write("models/a.py", "class A:\n    def simulate(self, params, seed): pass\n");

        (await RunAsync("manifest", "--check")).ShouldSatisfyAllConditions(run => run.Status.ShouldBe(ExitStatus.Failures), run => run.Out.ShouldContain("No manifest.json"));
        (await RunAsync("manifest")).Out.ShouldContain("Models: 1");
        (await RunAsync("manifest", "--check")).Status.ShouldBe(ExitStatus.Ok);
        _folder.Write("models/a.py", "class A:\n    def simulate(self, params, seed): return {}\n");
        (await RunAsync("manifest", "--check")).ShouldSatisfyAllConditions(run => run.Status.ShouldBe(ExitStatus.Failures), run => run.Out.ShouldContain("out of date"));
    }

    private async Task StartAsync() => (await RunAsync("init")).Status.ShouldBe(ExitStatus.Ok);

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.In(_folder.Path, new() { ["MODELOPS_HOME"] = _folder.Path + "-home" }, ["bundle", .. arguments]);

    private async Task<JsonElement> JsonAsync(params string[] arguments) => JsonSerializer.Deserialize<JsonElement>((await RunAsync([.. arguments, "--json"])).Out);

    private async Task<string> ErrorAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        run.Status.ShouldBe(ExitStatus.Invalid, run.Error);
        return JsonSerializer.Deserialize<JsonElement>(run.Error).GetProperty("error_code").GetString()!;
    }
}
