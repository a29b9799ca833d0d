using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Seeds;
using ModelOps.Execution.Tasks;

namespace ModelOps.Execution.Tests.Tasks;

public sealed class TaskFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Lines_list_and_pretty_printed_list_give_the_same_tasks(int atOnce)
    {
        const string First = """{"entrypoint":"m:f","params":{"x":1,"t":"a]}\",\\"},"seed":18446744073709551615}""";
        const string Second = """{"entrypoint":"m:g","params":{},"seed":"7","bundle":"b"}""";
        string[] texts =
        [
            $"{First}\n\n  {Second}\r\n", $"{First}\n{Second}", $"\uFEFF{First}\n{Second}", $"[{First},{Second}]", $" [\n  {First} ,\n\n  {Second}\n]\n",
        ];
        foreach (var text in texts)
        {
            var tasks = await ReadAsync(text, atOnce);
            tasks.Select(task => $"{task.Entrypoint} {task.Parameters} {task.Seed} {task.Bundle}").ShouldBe(
                [$"m:f {{\"t\":\"a]}}\\\",\\\\\",\"x\":1}} {ulong.MaxValue} ", "m:g {} 7 b"], text);
        }
    }

    [Fact]
    public async Task One_object_over_several_lines_is_one_task()
    {
        var task = (await ReadAsync("{\n  \"entrypoint\": \"examples.sim.toy:simulate\",\n  \"params\": {\"n\": 10},\n  \"seed\": \"18189759604067550746\"\n}\n")).Single();
        task.Seed.ShouldBe(18189759604067550746);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n")]
    [InlineData("[]")]
    [InlineData(" [ \n ] ")]
    public async Task File_without_tasks_is_no_error(string text) => (await ReadAsync(text)).ShouldBeEmpty();

    [Fact]
    public async Task Seed_follows_from_the_replicate_which_is_the_first_by_default()
    {
        var tasks = await ReadAsync("""[{"entrypoint":"m:f","params":{"x":1}},{"entrypoint":"m:f","params":{"x":1},"replicate":3}]""");
        tasks.Select(task => task.Seed).ShouldBe([Seed.OfReplicate(tasks[0].Parameters.Id, 0), Seed.OfReplicate(tasks[0].Parameters.Id, 3)]);
    }

    [Fact]
    public async Task Task_without_entrypoint_has_that_of_the_command()
    {
        var stream = new MemoryStream("""{"params":{}}"""u8.ToArray());
        var tasks = await TaskFile.ReadAsync(stream, "t", Entrypoint.Parse("a:b"), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        tasks.Single().Entrypoint.Text.ShouldBe("a:b");
    }

    [Theory]
    [InlineData("""{"params":{}}""", "tasks, line 1: the task has no entrypoint")]
    [InlineData("{\"entrypoint\":\"m:f\",\"params\":{}}\n\n{\"entrypoint\":\"m:f\",\"params\":{},}", "tasks, line 3: the task is not valid JSON")]
    [InlineData("{\"entrypoint\":\"m:f\",\"params\":{}}\n{\"entrypoint\":\"m.f\",\"params\":{}}", "tasks, line 2: Invalid entrypoint 'm.f'")]
    [InlineData("""{"entrypoint":"m:f"}""", "tasks, line 1: the task has no params.")]
    [InlineData("""{"entrypoint":"m:f","params":{"x":null}}""", "tasks, line 1: Parameter 'x' is null")]
    [InlineData("""{"entrypoint":"m:f","params":{},"sed":1}""", "tasks, line 1: a task has no key 'sed'. Did you mean 'seed'?")]
    [InlineData("""{"entrypoint":"m:f","params":{},"seed":1.0}""", "tasks, line 1: seed is 1.0, expected a whole number from 0 to 2^64-1.")]
    [InlineData("""{"entrypoint":"m:f","params":{},"seed":-1}""", "tasks, line 1: seed is -1")]
    [InlineData("""{"entrypoint":"m:f","params":{},"seed":18446744073709551616}""", "tasks, line 1: seed is 18446744073709551616")]
    [InlineData("""{"entrypoint":"m:f","params":{},"replicate":-1}""", "tasks, line 1: replicate is -1")]
    [InlineData("""{"entrypoint":"m:f","params":{},"replicate":1,"seed":1}""", "tasks, line 1: seed and replicate both")]
    [InlineData("""{"entrypoint":"m:f","params":{},"bundle":3}""", "tasks, line 1: bundle is 3, expected a text.")]
    [InlineData("[\n{\"entrypoint\":\"m:f\",\"params\":{}},\n\n 5]", "tasks, line 4: a task is a JSON object.")]
    [InlineData("[{\"entrypoint\":\"m:f\",\"params\":{}},]", "tasks, line 1: the list of tasks ends with a comma.")]
    [InlineData("[{\"entrypoint\":\"m:f\",\"params\":{}}\n", "tasks, line 1: the list of tasks has no end.")]
    [InlineData("[] x", "tasks: something follows the end")]
    [InlineData("{\n\"entrypoint\": \"m:f\", params}", "tasks, line 1: the task is not valid JSON at line 2")]
    [InlineData("hello\nworld", "tasks, line 1: the task is not valid JSON")]
    public async Task Bad_task_is_named_by_its_line(string text, string message)
    {
        foreach (var atOnce in new[] { 1, 1000 })
            (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(text, atOnce))).Message.ShouldStartWith(message);
    }

    [Fact]
    public async Task Endless_line_is_refused_before_it_fills_the_memory()
    {
        var text = """{"entrypoint":"m:f","params":{"x":""" + "\"" + new string('x', 5 << 20);
        (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(text))).Code.ShouldBe("task_too_large");
        (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync("[" + text))).Code.ShouldBe("task_too_large");
    }

    private static async Task<List<TaskEntry>> ReadAsync(string text, int atOnce = int.MaxValue)
    {
        using var stream = new TrickleStream(Encoding.UTF8.GetBytes(text), atOnce);
        return await TaskFile.ReadAsync(stream, "tasks", null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
