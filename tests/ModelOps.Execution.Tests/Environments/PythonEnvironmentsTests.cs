using System.Collections.Concurrent;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Code;
using ModelOps.Execution.Environments;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Tests.Environments;

[Trait("Category", "Slow")]
public sealed class PythonEnvironmentsTests : IDisposable
{
    private readonly WheelBundle _bundle = new();
    private readonly ConcurrentQueue<string> _notes = [];

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public async Task Package_that_the_bundle_names_is_there_when_its_model_runs()
    {
        (await RunAsync()).ShouldBe("42");
        _notes.ShouldBe(["Installing the packages of requirements.txt"]);
        // Another process, another time: what is installed is used, also after the model has changed.
        _bundle.Write("model.py", "import mops_answer\ndef simulate(params, seed):\n    return {'t': {'x': [mops_answer.VALUE + 1]}}\n");
        (await RunAsync()).ShouldBe("43");
        _notes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Environment_follows_the_content_where_the_requirements_name_files_of_the_bundle()
    {
        _bundle.Write("requirements.txt", "--no-index\n./wheels/mops_answer-1.0-py3-none-any.whl\n");
        var first = await EnvironmentOfAsync(_bundle.Bind("1"));
        (await EnvironmentOfAsync(_bundle.Bind("1"))).ShouldBe(first);
        (await EnvironmentOfAsync(_bundle.Bind("2"))).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("mops_answer.py", "")]
    [InlineData("pyvenv.cfg", null)]
    public async Task Damaged_environment_is_made_anew(string file, string? text)
    {
        await RunAsync();
        var damaged = _bundle.Installed(file).ShouldHaveSingleItem();
        if (text is null) File.Delete(damaged);
        else await File.WriteAllTextAsync(damaged, text, TestContext.Current.CancellationToken);
        (await RunAsync()).ShouldBe("42");
        _notes.Count.ShouldBe(2);
        _bundle.Installed().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Processes_that_need_one_environment_at_once_install_it_once()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnvironmentOfAsync(_bundle.Bind())));
        found.Distinct().ShouldHaveSingleItem();
        _notes.Count.ShouldBe(1);
        _bundle.Installed().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Adapter_has_the_packages_too_and_the_tools_own_code_has_those_of_the_interpreter()
    {
        _bundle.Write("search.py", "import mops_answer\nclass Search:\n    def value(self, _):\n        return mops_answer.VALUE\n");
        var code = new UserCodeHost(new() { Environments = Environments() });
        await using var search = await code.CreateAsync(_bundle.Bind() with { Entrypoint = Entrypoint.Parse("search:Search") }, TestContext.Current.CancellationToken);
        (await search.CallAsync("value", "null", TestContext.Current.CancellationToken)).GetInt32().ShouldBe(42);
        PythonEnvironments.MayNeed(_bundle.Bind() with { Entrypoint = Entrypoint.Parse("modelops_optuna:Search") }).ShouldBeFalse();
    }

    [Fact]
    public async Task Package_that_is_nowhere_is_an_error_with_the_installers_words_and_the_next_try_installs()
    {
        _bundle.Write("requirements.txt", WheelBundle.Requirements + "mops-nowhere==2.0\n");
        var fault = await Should.ThrowAsync<OutsideException>(RunAsync());
        fault.Code.ShouldBe("environment_failed");
        fault.Message.ShouldContain("mops-nowhere==2.0");
        fault.Remedy.ShouldNotBeNull().ShouldContain("environment: system");
        _bundle.Write("requirements.txt", WheelBundle.Requirements);
        (await RunAsync()).ShouldBe("42");
    }

    [Theory]
    [InlineData("[project]\nname = 'x'\nversion = '1'\ndependencies = []\n")]
    [InlineData("[tool.modelops-bundle]\n")]
    public async Task Project_that_names_no_package_runs_with_those_of_the_interpreter(string project)
    {
        _bundle.Delete("requirements.txt");
        _bundle.Write("pyproject.toml", project);
        (await EnvironmentOfAsync(_bundle.Bind())).ShouldBe(new WorkerOptions().Python);
        Directory.Exists(_bundle.Cache).ShouldBeFalse();
    }

    [Fact]
    public async Task Requirements_of_comments_only_install_nothing()
    {
        _bundle.Write("requirements.txt", "# none yet\n\n--no-index\n");
        (await EnvironmentOfAsync(_bundle.Bind())).ShouldBe(new WorkerOptions().Python);
    }

    [Theory]
    [InlineData("pyproject.toml", "[project\n", "pyproject.toml is not valid TOML")]
    [InlineData("pyproject.toml", "[project]\ndependencies = 'numpy'\n", "not a list of texts")]
    [InlineData("uv.lock", "version = 1\n", "without the pyproject.toml")]
    public async Task File_that_can_not_be_read_is_invalid_input(string name, string text, string expected)
    {
        _bundle.Delete("requirements.txt");
        _bundle.Write(name, text);
        var fault = await Should.ThrowAsync<InvalidInputException>(EnvironmentOfAsync(_bundle.Bind()));
        fault.Code.ShouldBe("invalid_requirements");
        fault.Message.ShouldContain(expected);
    }

    [Fact]
    public void Choice_of_the_system_skips_the_installation() =>
        PythonEnvironments.MayNeed(_bundle.Bind() with { Environment = ModelEnvironment.System }).ShouldBeFalse();

    private PythonEnvironments Environments() => new(_bundle.Cache, _notes.Enqueue);

    private async Task<string> EnvironmentOfAsync(ModelBinding code) =>
        (await Environments().ForAsync(code, new(), TestContext.Current.CancellationToken)).Python;

    private async Task<string> RunAsync()
    {
        await using var engine = new EnvironmentEngine(_bundle.Bind(), new(), Environments(), worker => new LocalPool(_bundle.Bind(), new() { Workers = 1, Worker = worker }));
        await engine.PrepareAsync(TestContext.Current.CancellationToken);
        var outcome = await engine.RunAsync(new[] { Runs.Task(1) }.ToAsyncEnumerable(), TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);
        return outcome.Table().Columns[0].Display(0)!;
    }
}
