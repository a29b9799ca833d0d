using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Simulations;

public sealed class SimTasksTests : IDisposable
{
    private readonly TaskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Results_are_gathered_in_a_folder_inside_the_bundle_and_gone_on_with()
    {
        _folder.Write("tasks.jsonl", Tasks(0, 30));
        var first = await RunAsync();
        first.Status.ShouldBe(ExitStatus.Ok, first.Error);
        Answer(first).ShouldBe((30, 0, 30, 0));
        Answer(await RunAsync()).ShouldBe((30, 0, 0, 30));

        _folder.Write("tasks.jsonl", Tasks(10, 30));
        Answer(await RunAsync()).ShouldBe((40, 0, 10, 20));

        var rows = await File.ReadAllLinesAsync(Path.Combine(_folder.Out, "tables", "t.csv"), TestContext.Current.CancellationToken);
        rows[0].ShouldBe("task,x,seed");
        rows.Skip(1).Select(row => row.Split(',')[2]).Order(StringComparer.Ordinal).ShouldBe(
            Enumerable.Range(0, 40).SelectMany(i => new[] { $"{i}", $"{i}" }).Order(StringComparer.Ordinal));
        _folder.Lines("log").Length.ShouldBe(40);
    }

    [Fact]
    public async Task Failures_are_listed_with_a_command_that_repeats_one()
    {
        _folder.Write("tasks.jsonl", Tasks(0, 3) + """{"entrypoint":"model:simulate","params":{"x":1,"fail":true},"seed":"18446744073709551615"}""");
        var run = await RunAsync();
        run.Status.ShouldBe(ExitStatus.Failures);
        Answer(run).ShouldBe((3, 1, 4, 0));
        using var answer = JsonDocument.Parse(run.Out);
        var failure = answer.RootElement.GetProperty("failures")[0];
        failure.GetProperty("error").GetString().ShouldBe("ValueError: as asked");
        failure.GetProperty("rerun").GetString().ShouldBe(
            $$"""mops sim run model:simulate --bundle {{_folder.Project}} --params '{"fail":true,"x":1}' --seed 18446744073709551615""");
        var again = await _folder.RunAsync("sim", "run", "model:simulate", "--params", """{"fail":true,"x":1}""", "--seed", "18446744073709551615");
        again.Status.ShouldBe(ExitStatus.Failures);
        again.Error.ShouldContain("as asked");
    }

    [Fact]
    public async Task Without_a_folder_each_outcome_is_a_line_of_json()
    {
        var context = CliRun.Context(_folder.Project, _folder.Environment());
        using var output = new StringWriter();
        using var error = new StringWriter();
        const string Input = """
            {"params":{"x":1.5},"seed":7}
            {"params":{"x":1,"fail":true},"seed":8}
            """;
        var status = await CliApplication.RunAsync(
            ["sim", "run", "model:simulate", "--tasks", "-"],
            context with { Out = output, Error = error, OpenInput = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Input)) },
            TestContext.Current.CancellationToken);
        status.ShouldBe(ExitStatus.Failures, error.ToString());
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            line => line.GetProperty("seed").GetString()!, StringComparer.Ordinal);
        lines["7"].GetProperty("tables").GetProperty("t").GetProperty("x").ToString().ShouldBe("[1.5,2.5]");
        lines["8"].GetProperty("status").GetString().ShouldBe("failed");
        lines["8"].GetProperty("rerun").GetString()!.ShouldStartWith("mops sim run model:simulate");
    }

    [Theory]
    [InlineData("{\"entrypoint\":\"model:simulate\"}", "tasks.jsonl, line 1: the task has no params.")]
    [InlineData("{\"entrypoint\":\"model:nothing\",\"params\":{}}", "nothing")]
    public async Task Bad_first_task_leaves_nothing_behind(string line, string message)
    {
        _folder.Write("tasks.jsonl", line);
        var run = await RunAsync();
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain(message);
        Directory.Exists(_folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task Bad_later_line_is_named_and_the_tasks_before_it_are_kept()
    {
        _folder.Write("tasks.jsonl", Tasks(0, 5) + "{oops\n");
        var run = await RunAsync();
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain("tasks.jsonl, line 6");
        _folder.Write("tasks.jsonl", Tasks(0, 6));
        Answer(await RunAsync()).ShouldBe((6, 0, 1, 5));
    }

    [Fact]
    public async Task Second_folder_is_filled_from_the_cache_unless_told_otherwise()
    {
        _folder.Write("tasks.jsonl", Tasks(0, 5));
        await RunAsync();
        await _folder.RunAsync("sim", "run", "--tasks", "tasks.jsonl", "--out", "second");
        _folder.Lines("log").Length.ShouldBe(5);
        await _folder.RunAsync("sim", "run", "--tasks", "tasks.jsonl", "--out", "third", "--no-cache");
        _folder.Lines("log").Length.ShouldBe(10);
        await _folder.RunAsync("sim", "run", "model:simulate", "--params", ParametersOf(0), "--seed", "0");
        _folder.Lines("log").Length.ShouldBe(11);
    }

    [Fact]
    public async Task Interrupted_run_keeps_what_was_done_and_is_gone_on_with()
    {
        // Outside of the bundle: what is piped is no file that the bundle could do without.
        await File.WriteAllTextAsync(_folder["tasks.jsonl"], Tasks(0, 3), TestContext.Current.CancellationToken);
        using var interruption = new CancellationTokenSource();
        using var error = new StringWriter();
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Tasks(0, 3)));
        // A pipe that stays open: the run would wait for more for ever.
        var context = CliRun.Context(_folder.Project, _folder.Environment()) with { Error = error, OpenInput = () => new OpenPipe(input) };
        var running = CliApplication.RunAsync(["sim", "run", "--tasks", "-", "--out", "out", "--format", "csv"], context, interruption.Token);
        while (_folder.Lines("project/out/tasks.csv").Length < 4 && !running.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        await interruption.CancelAsync();
        (await running).ShouldBe(ExitStatus.Interrupted, error.ToString());
        Answer(await RunAsync("../tasks.jsonl")).ShouldBe((3, 0, 0, 3));
    }

    [Theory]
    [InlineData("--params has no meaning with --tasks.", "--tasks", "t", "--params", "{}")]
    [InlineData("--format has no meaning without --out.", "--tasks", "t", "--format", "csv")]
    [InlineData("--workers has no meaning without --tasks.", "model:simulate", "--params", "{}", "--workers", "2")]
    [InlineData("One simulation needs ENTRYPOINT.", "--params", "{}")]
    [InlineData("There is no task file 't'.", "--tasks", "t")]
    [InlineData("--workers is 0; expected 1 to 1024.", "--tasks", "t", "--workers", "0")]
    public async Task Options_that_do_not_fit_are_refused(string message, params string[] arguments)
    {
        var run = await _folder.RunAsync(["sim", "run", .. arguments]);
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldStartWith($"Error: {message}");
    }

    private static (long Completed, long Failed, long Run, long Skipped) Answer(CliRun run)
    {
        using var answer = JsonDocument.Parse(run.Out);
        return (Number("completed"), Number("failed"), Number("simulated") + Number("cached"), Number("skipped"));

        long Number(string name) => answer.RootElement.GetProperty(name).GetInt64();
    }

    private string ParametersOf(int i) => JsonSerializer.Serialize(new Dictionary<string, object> { ["x"] = i, ["log"] = _folder["log"] });

    private string Tasks(int from, int count) => string.Concat(
        Enumerable.Range(from, count).Select(i => $$"""{"entrypoint":"model:simulate","params":{{ParametersOf(i)}},"seed":{{i}}}""" + "\n"));

    private Task<CliRun> RunAsync(string tasks = "tasks.jsonl") => _folder.RunAsync("sim", "run", "--tasks", tasks, "--out", "out", "--format", "csv", "--json");
}
