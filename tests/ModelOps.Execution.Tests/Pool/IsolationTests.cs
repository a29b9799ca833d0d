using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>Workers that are replaced after some tasks, and workers with a limit on their memory.</summary>
public sealed class IsolationTests
{
    private const string Counting = """
        import os
        calls = 0

        def simulate(params, seed):
            global calls
            calls += 1
            return {"t": {"calls": [calls], "pid": [os.getpid()]}}
        """;

    // What the first task keeps leaves no room for the second, which fits into a worker of its own.
    private const string Leaking = """
        kept = []

        def simulate(params, seed):
            size = params["bytes"]
            with open(__file__ + ".log", "a") as log:
                log.write(f"{seed}\n")
            kept.append(bytearray(size))
            return {"t": {"x": [seed]}}
        """;

    [Theory]
    [InlineData(1, 2, 7)]
    [InlineData(3, 1, 20)]
    [InlineData(5, 4, 60)]
    public async Task Worker_is_replaced_after_so_many_tasks(int recycle, int workers, int tasks)
    {
        using var bundle = new PythonFolder(Counting);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = workers, Recycle = recycle });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, tasks).Select(id => Runs.Task(id)));
        outcomes.Count.ShouldBe(tasks);
        outcomes.ShouldAllBe(outcome => outcome.Attempts == 1);
        var calls = outcomes.Select(outcome => outcome.Table()["calls"].GetInt64(0)).ToList();
        calls.Max().ShouldBe(recycle);
        calls.Count(call => call == 1).ShouldBe(outcomes.Select(outcome => outcome.Table()["pid"].GetInt64(0)).Distinct().Count());
    }

    [Fact]
    public async Task Cold_pool_runs_one_stream_after_the_other_and_loses_no_worker()
    {
        var losses = 0;
        await using var pool = new LocalPool(
            DotNetModels.Bind<HostileModel>(), new() { Workers = 1, Recycle = 1, WorkerLost = _ => Interlocked.Increment(ref losses) });
        for (var stream = 0; stream < 3; stream++)
            (await pool.RunAsync(Runs.Task(1, """{"act":"none"}"""), Runs.Task(2, """{"act":"none"}"""))).ShouldAllBe(outcome => outcome.Status == SimulationStatus.Completed);
        losses.ShouldBe(0);
    }

    [Fact]
    public async Task Stream_that_follows_an_abandoned_one_gets_its_outcomes()
    {
        await using var pool = new LocalPool(DotNetModels.Bind<HostileModel>(), new() { Workers = 1, Recycle = 1 });
        for (var stream = 0; stream < 5; stream++)
        {
            await foreach (var outcome in pool.RunAsync(Enumerable.Repeat(Runs.Task(1, """{"act":"none"}"""), 2).ToAsyncEnumerable(), TestContext.Current.CancellationToken))
            {
                outcome.Status.ShouldBe(SimulationStatus.Completed);
                break;
            }
        }
        (await pool.RunAsync(Runs.Task(1, """{"act":"none"}"""))).ShouldHaveSingleItem().Status.ShouldBe(SimulationStatus.Completed);
    }

    [Fact]
    public async Task Task_over_the_memory_limit_is_out_of_memory_alone()
    {
        using var bundle = new PythonFolder(Leaking);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1, MemoryBytes = 256 << 20, Retries = 1 });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 8).Select(id => Runs.Task(id, $$"""{"bytes":{{(id == 3 ? 1 << 30 : 1)}}}""", (ulong)id)));
        var culprit = outcomes[3];
        (culprit.Status, culprit.Attempts, culprit.IsEnvironmental).ShouldBe((SimulationStatus.OutOfMemory, 2, true));
        culprit.Error!.Message.ShouldContain("memory ran out; a worker may use 256 MiB");
        culprit.Error.Traceback.ShouldContain("kept.append(bytearray(size))");
        outcomes.Where(outcome => outcome.TaskId != 3).ShouldAllBe(outcome => outcome.Table("t")["x"].GetInt64(0) == outcome.TaskId);
    }

    [Fact]
    public async Task Memory_that_earlier_tasks_kept_is_not_counted_against_a_task()
    {
        using var bundle = new PythonFolder(Leaking);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1, MemoryBytes = 256 << 20 });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 6).Select(id => Runs.Task(id, """{"bytes":100000000}""", (ulong)id)));
        outcomes.ShouldAllBe(outcome => outcome.Table("t")["x"].GetInt64(0) == outcome.TaskId);
        (await File.ReadAllLinesAsync(bundle["model.py.log"])).Length.ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task DotNet_task_over_the_memory_limit_is_out_of_memory_alone()
    {
        await using var pool = new LocalPool(DotNetModels.Bind<HostileModel>(), new() { Workers = 1, MemoryBytes = 128 << 20, Retries = 0 });
        var outcomes = await pool.RunAsync(Runs.Task(1, """{"act":"none"}"""), Runs.Task(2, """{"act":"fill"}"""), Runs.Task(3, """{"act":"none"}"""));
        outcomes.Select(outcome => outcome.Status).ShouldBe([SimulationStatus.Completed, SimulationStatus.OutOfMemory, SimulationStatus.Completed]);
        outcomes[1].Error!.Message.ShouldContain("memory ran out; a worker may use 128 MiB");
    }
}
