using ModelOps.Cli.Clusters;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Simulations;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Tests.Clusters;

public sealed class WorkspacesTests : IDisposable
{
    private readonly TaskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Saved_workspace_has_the_address_of_its_scheduler()
    {
        Save("""{"scheduler_addr": "tcp://dask-scheduler.modelops-dev:8786", "dashboard_url": "http://dask-scheduler.modelops-dev:8787", "namespace": "modelops-dev"}""");
        Workspaces.SchedulerOf(Context(), "dev").ShouldBe("tcp://dask-scheduler.modelops-dev:8786");
    }

    [Theory]
    [InlineData("""{"scheduler": "tcp://h:8786"}""", "scheduler")]
    [InlineData("""{"namespace": "dev"}""", "scheduler_addr")]
    [InlineData("""{"scheduler_addr": null}""", "SchedulerAddr")]
    [InlineData("""{"scheduler_addr": 8786}""", "scheduler_addr is no text")]
    public void File_that_is_no_workspace_is_invalid_and_named(string text, string expected)
    {
        Save(text);
        var fault = Should.Throw<InvalidInputException>(() => Workspaces.SchedulerOf(Context(), "dev"));
        fault.Code.ShouldBe("invalid_workspace");
        fault.Message.ShouldContain("dev.json");
        fault.Message.ShouldContain(expected, Case.Insensitive);
    }

    [Theory]
    [InlineData("dve", "There is no workspace 'dve'. Did you mean 'dev'?")]
    [InlineData("../dev", "There is no workspace '../dev'.")]
    [InlineData("local", "No local cluster was started in this project.")]
    public void Name_that_no_workspace_has_is_not_found(string name, string expected)
    {
        Save("""{"scheduler_addr": "tcp://h:8786"}""");
        var fault = Should.Throw<NotFoundException>(() => Workspaces.SchedulerOf(Context(), name));
        fault.Code.ShouldBe("unknown_workspace");
        fault.Message.ShouldStartWith(expected);
        fault.Remedy.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("--scheduler", "tcp://h:1", "--workspace", "dev")]
    [InlineData("--workers", "2", "--workspace", "dev")]
    public async Task Options_that_contradict_each_other_are_refused(params string[] options)
    {
        _folder.Write("tasks.jsonl", "");
        var run = await _folder.RunAsync(["sim", "run", "model:simulate", "--tasks", "tasks.jsonl", .. options]);
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain("Leave out one of them.");
    }

    private void Save(string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Home, "workspaces"));
        File.WriteAllText(Path.Combine(_folder.Home, "workspaces", "dev.json"), text);
    }

    private CliContext Context() => Invocation.CliRun.Context(_folder.Project, _folder.Environment());
}
