using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

public sealed class BackPressureTests
{
    private const string Sized = """
        def simulate(params, seed):
            return {"t": {"x": [0.0] * params["rows"]}}
        """;

    private int _read;
    private int _disposed;

    [Fact]
    public async Task Stream_of_tasks_is_read_only_as_outcomes_are_taken()
    {
        using var bundle = new PythonFolder(Sized);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2, WindowTasks = 8 });
        var taken = 0;
        await foreach (var outcome in pool.RunAsync(Endless("""{"rows":1}"""), CancellationToken.None))
        {
            outcome.Status.ShouldBe(SimulationStatus.Completed);
            // Twice the windows of both workers, and a batch that was handed out as one.
            (Volatile.Read(ref _read) - taken).ShouldBeLessThanOrEqualTo(2 * 2 * 8 + 1);
            if (++taken == 1000) break;
        }
        _disposed.ShouldBe(1);
    }

    [Fact]
    public async Task Results_that_nobody_takes_are_bounded_in_bytes()
    {
        using var bundle = new PythonFolder(Sized);
        var options = new PoolOptions { Workers = 1, ResultBytes = 1 << 20, TimeLimit = TimeSpan.FromSeconds(30) };
        await using var pool = new LocalPool(bundle.Bind(), options);
        var taken = 0;
        await foreach (var outcome in pool.RunAsync(Endless("""{"rows":50000}"""), CancellationToken.None))
        {
            outcome.Status.ShouldBe(SimulationStatus.Completed);
            if (++taken == 50) break;
        }
        taken.ShouldBe(50);
    }

    [Fact]
    public async Task Cancelled_run_ends_and_the_pool_goes_on()
    {
        using var bundle = new PythonFolder("""
            import time
            def simulate(params, seed):
                if seed == 0:
                    time.sleep(3600)
                return {"t": {"x": [seed]}}
            """);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2 });
        using var stop = new CancellationTokenSource();
        var tasks = new[] { Runs.Task(0, seed: 0), Runs.Task(1, seed: 1) };
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in pool.RunAsync(tasks.ToAsyncEnumerable(), stop.Token))
            {
                outcome.TaskId.ShouldBe(1);
                await stop.CancelAsync();
            }
        });
        var again = await pool.RunAsync(Enumerable.Range(2, 20).Select(id => Runs.Task(id, seed: (ulong)id)));
        again.Select(outcome => outcome.Table()["x"].GetInt64(0)).ShouldBe(Enumerable.Range(2, 20).Select(id => (long)id));
    }

    [Fact]
    public async Task Fault_of_the_stream_of_tasks_reaches_the_caller()
    {
        using var bundle = new PythonFolder(Sized);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        var fault = await Should.ThrowAsync<FormatException>(() => pool.RunAsync(Faulty()));
        fault.Message.ShouldBe("line 2");

        static IEnumerable<SimulationTask> Faulty()
        {
            yield return Runs.Task(1, """{"rows":1}""");
            throw new FormatException("line 2");
        }
    }

    [Fact]
    public async Task Empty_stream_of_tasks_starts_no_worker()
    {
        using var bundle = new PythonFolder("raise SystemExit('must not be loaded')");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2 });
        (await pool.RunAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Second_stream_at_a_time_is_refused()
    {
        using var bundle = new PythonFolder(Sized);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        await foreach (var outcome in pool.RunAsync(Endless("""{"rows":1}"""), CancellationToken.None))
        {
            outcome.Status.ShouldBe(SimulationStatus.Completed);
            await Should.ThrowAsync<InvalidOperationException>(() => pool.RunAsync(Runs.Task(1)));
            break;
        }
    }

    [Fact]
    public async Task Large_parameters_and_results_do_not_block_each_other()
    {
        using var bundle = new PythonFolder("""
            def simulate(params, seed):
                return {"t": {"x": [params["text"]] * 3}}
            """);
        var text = new string('x', 300_000);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2 });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 40).Select(id => Runs.Task(id, $$"""{"text":"{{text}}"}""")));
        outcomes.ShouldAllBe(outcome => outcome.Table("t")["x"].GetText(2) == text);
    }

    private async IAsyncEnumerable<SimulationTask> Endless(string parameters, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var id = 0; ; id++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                Interlocked.Increment(ref _read);
                yield return Runs.Task(id, parameters);
            }
        }
        finally
        {
            _disposed++;
        }
    }
}
