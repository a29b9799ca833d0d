using System.Globalization;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Executables;

/// <summary>What a program does to its surroundings: nothing is lost, nothing is left, the culprit is named.</summary>
public sealed class HostileProgramTests
{
    private const string Answer = "printf 'x\\n%s\\n' \"$4\" > \"$6/t.csv\"";

    [Theory]
    [InlineData("head -c 100000000 /dev/zero; head -c 100000000 /dev/zero >&2")]
    [InlineData("exec 1>&- 2>&- 0<&-")]
    [InlineData("(sleep 1000 &) ; sleep 1000 & echo $! >> \"$here/left\"")]
    [InlineData("setsid sh -c 'trap \"\" TERM HUP; echo $$ >> '\"$here\"'/left; exec sleep 1000' & while [ ! -s \"$here/left\" ]; do :; done")]
    [InlineData("mkdir -p locked/in; touch locked/in/file; chmod 500 locked")]
    public async Task Program_that_floods_closes_its_streams_or_leaves_processes_behind_harms_nothing(string act)
    {
        using var bundle = new ProgramFolder(act + "\n" + Answer);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, seed: 11), Runs.Task(2, seed: 12));
        outcomes.Select(outcome => outcome.Table()["x"].GetInt64(0)).ShouldBe([11, 12]);
        var left = File.Exists(bundle["left"]) ? await File.ReadAllLinesAsync(bundle["left"]) : [];
        left.ShouldAllBe(pid => !RunningProcess.Is(int.Parse(pid, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Hanging_program_times_out_with_all_that_it_started()
    {
        using var bundle = new ProgramFolder($"if [ \"$4\" = 3 ]; then trap '' TERM; sleep 1000 & echo $! $$ > \"$here/pids\"; wait; wait; fi\n{Answer}");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1, TimeLimit = TimeSpan.FromSeconds(2) });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 6).Select(id => Runs.Task(id, seed: (ulong)id)));
        outcomes[3].Status.ShouldBe(SimulationStatus.Timeout);
        outcomes.Count(outcome => outcome.Status == SimulationStatus.Completed).ShouldBe(5);
        var pids = (await File.ReadAllTextAsync(bundle["pids"])).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var pid in pids) await RunningProcess.EndAsync(int.Parse(pid, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Killed_program_is_taken_for_out_of_memory_and_tried_again()
    {
        using var bundle = new ProgramFolder($"echo run >> \"$here/log.$4\"; if [ \"$4\" = 3 ]; then echo filling up >&2; kill -9 $$; fi\n{Answer}");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2, Retries = 1 });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 6).Select(id => Runs.Task(id, seed: (ulong)id)));
        (outcomes[3].Status, outcomes[3].Attempts).ShouldBe((SimulationStatus.OutOfMemory, 2));
        outcomes[3].Error!.Traceback.ShouldContain("filling up");
        (await File.ReadAllLinesAsync(bundle["log.3"])).Length.ShouldBe(2);
        outcomes.Count(outcome => outcome.Status == SimulationStatus.Completed).ShouldBe(5);
    }

    [Fact]
    public async Task Program_whose_child_goes_over_the_memory_limit_is_ended()
    {
        using var bundle = new ProgramFolder($$"""
            if [ "$4" = 3 ]; then awk 'BEGIN { for (i = 0; ; i++) a[i] = "some text that takes room " i }'; fi
            {{Answer}}
            """);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1, Retries = 0, MemoryBytes = 64 << 20 });
        var outcomes = await pool.RunAsync(Enumerable.Range(1, 4).Select(id => Runs.Task(id, seed: (ulong)id)));
        outcomes[2].Status.ShouldBe(SimulationStatus.OutOfMemory);
        outcomes[2].Error!.Message.ShouldContain("memory ran out; a worker may use 64 MiB");
        outcomes[2].Error!.Traceback.ShouldContain("simulate and its children held ");
        outcomes.Count(outcome => outcome.Status == SimulationStatus.Completed).ShouldBe(3);
    }

    [Fact]
    public async Task Programs_and_their_workers_killed_at_random_lose_no_task()
    {
        using var bundle = new ProgramFolder($"echo $$ $PPID >> \"$here/log\"\n{Answer}");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2, Retries = 100 });
        var seen = new List<long>();
        var tasks = Enumerable.Range(0, 300).Select(id => Runs.Task(id, seed: (ulong)id));
        await foreach (var outcome in pool.RunAsync(tasks.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            outcome.Table()["x"].GetInt64(0).ShouldBe(outcome.TaskId);
            seen.Add(outcome.TaskId);
            if (seen.Count % 20 != 0) continue;
            // In turn the program that started last, which may have ended meanwhile, and the worker that started it.
            var last = (await File.ReadAllLinesAsync(bundle["log"], TestContext.Current.CancellationToken))[^1].Split(' ');
            RunningProcess.Kill(int.Parse(last[seen.Count / 20 % 2], CultureInfo.InvariantCulture));
        }
        seen.Order().ShouldBe(Enumerable.Range(0, 300).Select(id => (long)id));
    }
}
