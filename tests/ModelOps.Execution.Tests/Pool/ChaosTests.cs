using System.Globalization;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Studies;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>Workers are killed at random while many tasks run.</summary>
public sealed class ChaosTests
{
    private const int Tasks = 10_000;
    private const int OutcomesAKill = 200;

    private const string Logging = """
        import os
        log = os.open(os.path.join(os.path.dirname(__file__), "log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def simulate(params, seed):
            os.write(log, f"start {seed} {os.getpid()}\n".encode())
            return {"t": {"x": [params["x"] * seed]}}
        """;

    [Fact]
    public async Task Killed_workers_lose_no_task_and_repeat_none_whose_outcome_was_handed_out()
    {
        foreach (var seed in Cycles.Of(1)) await SurviveAsync(seed);
    }

    private static async Task SurviveAsync(ulong seed)
    {
        using var bundle = new PythonFolder(Logging);
        var kills = 0;
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 3, Retries = 100 });
        var outcomes = new List<SimulationOutcome>();
        var logged = new Dictionary<long, long>();
        using var patience = new CancellationTokenSource(Runs.Patience);
        await foreach (var outcome in pool.RunAsync(Stream().ToAsyncEnumerable(), patience.Token))
        {
            outcomes.Add(outcome);
            logged.Add(outcome.TaskId, new FileInfo(bundle["log"]).Length);
            if (Draw(seed, outcomes.Count) % OutcomesAKill == 0 && RunningProcess.Kill(LastWorker(bundle["log"]))) kills++;
        }

        outcomes.Select(outcome => outcome.TaskId).Order().ShouldBe(Enumerable.Range(0, Tasks).Select(id => (long)id));
        outcomes.ShouldAllBe(outcome => outcome.Table("t")["x"].GetInt64(0) == 3 * outcome.TaskId);
        kills.ShouldBeGreaterThan(Tasks / OutcomesAKill / 4);
        LateStarts(bundle["log"], logged).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Outcomes_do_not_depend_on_the_number_of_workers(int workers)
    {
        using var bundle = new PythonFolder("""
            import random
            def simulate(params, seed):
                if seed % 10 == 3:
                    raise ValueError(str(seed))
                return {"t": {"x": [random.gauss(0, 1) + params["x"] for _ in range(5)]}}
            """);
        await using var alone = new LocalPool(bundle.Bind(), new() { Workers = 1, WindowTasks = 1 });
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = workers });
        var expected = await alone.RunAsync(Stream().Take(300));
        var outcomes = await pool.RunAsync(Stream().Take(300));
        outcomes.Select(Essence).ShouldBe(expected.Select(Essence));
    }

    private static (long Id, SimulationStatus Status, string Tables, string? Message) Essence(SimulationOutcome outcome) => (
        outcome.TaskId,
        outcome.Status,
        string.Join(',', outcome.Tables.Select(table => table.Key + Convert.ToHexString(table.Value.Span))),
        outcome.Error?.Message);

    private static IEnumerable<SimulationTask> Stream() => Enumerable.Range(0, Tasks).Select(id => Runs.Task(id, """{"x":3}""", (ulong)id));

    private static int LastWorker(string log)
    {
        var last = Lines(log).Last(line => line.StartsWith("start", StringComparison.Ordinal) && line.Split(' ').Length == 3);
        return int.Parse(last.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static ulong Draw(ulong seed, int count) => Seed.OfReplicate($"kill {seed}", count);

    // Starts that were logged beyond the log's length at the time when the task's outcome was handed out.
    private static List<string> LateStarts(string log, Dictionary<long, long> logged)
    {
        var late = new List<string>();
        long at = 0;
        foreach (var line in Lines(log))
        {
            if (at >= logged[long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)]) late.Add(line);
            at += line.Length + 1;
        }
        return late;
    }

    private static string[] Lines(string log)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
