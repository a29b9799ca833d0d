using System.Globalization;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Tables.Ipc;
using Shouldly;
using Xunit;

namespace ModelOps.Testing.Conformance;

/// <summary>What every <see cref="ISimulationEngine"/> must do. The model of the suite is <see cref="Model"/>.</summary>
public abstract class SimulationEngineConformance
{
    /// <summary>The Python module that engines of the suite run: what <c>simulate</c> does depends on its parameter <c>do</c>.</summary>
    protected const string Model = """
        import os, time

        def simulate(params, seed):
            what = params.get("do", "work")
            if what == "raise":
                raise ValueError(f"no {params['x']}")
            if what == "list":
                return [1]
            if what == "die":
                os._exit(3)
            return {"t": {"x": [params.get("x", 0)] * 3, "seed": [seed] * 3}, "name": {"text": ["a", None]}}
        """;

    // No test waits for it to pass.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    /// <summary>Begins the patience of one test.</summary>
    protected SimulationEngineConformance() => _patience.CancelAfter(Patience);

    private CancellationToken Token => _patience.Token;

    /// <summary>The most tasks of some microseconds that the engine may hold.</summary>
    protected virtual int Window => 10_000;

    /// <summary>A new engine for an entrypoint of a bundle whose file <c>model.py</c> is <see cref="Model"/>.</summary>
    protected abstract ISimulationEngine Create(string entrypoint);

    [Fact]
    public async Task Every_task_has_exactly_one_outcome()
    {
        await using var engine = Create("model:simulate");
        var outcomes = await RunAsync(engine, Enumerable.Range(0, 2000).Select(i => Work(i, i % 7, (ulong)i)));
        outcomes.Select(outcome => outcome.TaskId).ShouldBe(Enumerable.Range(0, 2000).Select(i => (long)i));
        outcomes.ShouldAllBe(outcome => outcome.Status == SimulationStatus.Completed && outcome.Error == null);
    }

    [Fact]
    public async Task Tables_are_arrow_streams_by_name_and_the_seed_has_64_bits()
    {
        await using var engine = Create("model:simulate");
        var outcome = (await RunAsync(engine, [Work(5, 2, ulong.MaxValue)])).ShouldHaveSingleItem();
        outcome.Tables.Keys.ShouldBe(["name", "t"], ignoreOrder: true);
        var table = ArrowReader.Read(outcome.Tables["t"]);
        table["seed"].GetUInt64(2).ShouldBe(ulong.MaxValue);
        table["x"].GetInt64(0).ShouldBe(2);
        ArrowReader.Read(outcome.Tables["name"])["text"].IsNull(1).ShouldBeTrue();
    }

    [Fact]
    public async Task Failing_simulation_costs_only_itself_and_says_why()
    {
        await using var engine = Create("model:simulate");
        var outcomes = await RunAsync(engine, [Work(0, 1, 1), new(1, Parameters("raise", 7), 42), Work(2, 1, 1)]);
        outcomes.Select(outcome => outcome.Status).ShouldBe([SimulationStatus.Completed, SimulationStatus.Failed, SimulationStatus.Completed]);
        var error = outcomes[1].Error.ShouldNotBeNull();
        error.Type.ShouldBe("ValueError");
        error.Message.ShouldBe("no 7");
        error.Traceback.ShouldContain("model.py");
        error.Traceback.ShouldContain("\"x\":7");
        error.Traceback.ShouldContain("seed 42");
        outcomes[1].Tables.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_that_is_no_dict_fails_with_its_type()
    {
        await using var engine = Create("model:simulate");
        var error = (await RunAsync(engine, [new(0, Parameters("list", 0), 1)])).Single().Error.ShouldNotBeNull();
        error.Type.ShouldBe("TypeError");
        error.Message.ShouldBe("Simulation must return dict, got list");
    }

    [Fact]
    public async Task Simulation_that_ends_its_process_is_lost_and_the_others_complete()
    {
        await using var engine = Create("model:simulate");
        var outcomes = await RunAsync(engine, Enumerable.Range(0, 40).Select(i => i == 17 ? new(i, Parameters("die", 0), 1) : Work(i, i, 1)));
        outcomes.Where(outcome => outcome.Status == SimulationStatus.Completed).Count().ShouldBe(39);
        outcomes[17].Status.ShouldBe(SimulationStatus.Lost);
        outcomes[17].IsEnvironmental.ShouldBeTrue();
        outcomes[17].Attempts.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Wrong_entrypoint_shows_before_the_first_task()
    {
        await using var engine = Create("model:simulat");
        (await Should.ThrowAsync<InvalidInputException>(() => engine.PrepareAsync(Token))).Message.ShouldContain("simulat");
    }

    [Fact]
    public async Task Platform_is_known_before_the_first_task_and_stays_the_same()
    {
        await using var engine = Create("model:simulate");
        var first = await engine.PrepareAsync(Token);
        first.Facts.ShouldNotBeEmpty();
        await RunAsync(engine, [Work(0, 1, 1)]);
        (await engine.PrepareAsync(Token)).Digest.ShouldBe(first.Digest);
    }

    [Fact]
    public async Task Task_that_waits_for_an_outcome_gets_it()
    {
        await using var engine = Create("model:simulate");
        var answered = new SemaphoreSlim(1);
        var seen = 0;
        await foreach (var outcome in engine.RunAsync(OneByOne(), Token))
        {
            outcome.TaskId.ShouldBe(seen++);
            answered.Release();
        }
        seen.ShouldBe(20);

        async IAsyncEnumerable<SimulationTask> OneByOne()
        {
            for (var i = 0; i < 20; i++)
            {
                await answered.WaitAsync(Token);
                yield return Work(i, i, 1);
            }
        }
    }

    [Fact]
    public async Task Endless_stream_is_read_no_further_than_the_window()
    {
        await using var engine = Create("model:simulate");
        var read = 0;
        var taken = 0;
        await foreach (var outcome in engine.RunAsync(Endless(), Token))
        {
            if (++taken == 500) break;
        }
        Volatile.Read(ref read).ShouldBeLessThan(500 + Window);
        (await RunAsync(engine, [Work(0, 1, 1)])).ShouldHaveSingleItem();

        async IAsyncEnumerable<SimulationTask> Endless()
        {
            await Task.Yield();
            while (true)
            {
                var id = Interlocked.Increment(ref read);
                yield return Work(id, 1, (ulong)id);
            }
        }
    }

    [Fact]
    public async Task Fault_of_the_stream_of_tasks_reaches_the_caller()
    {
        await using var engine = Create("model:simulate");
        await Should.ThrowAsync<NotSupportedException>(async () =>
        {
            await foreach (var outcome in engine.RunAsync(Broken(), Token)) outcome.TaskId.ShouldBe(0);
        });

        static async IAsyncEnumerable<SimulationTask> Broken()
        {
            await Task.Yield();
            yield return Work(0, 1, 1);
            throw new NotSupportedException();
        }
    }

    [Fact]
    public async Task Second_stream_after_the_first_works_and_no_stream_is_over_at_once()
    {
        await using var engine = Create("model:simulate");
        (await RunAsync(engine, [])).ShouldBeEmpty();
        (await RunAsync(engine, [Work(0, 1, 1)])).ShouldHaveSingleItem();
        (await RunAsync(engine, [Work(0, 1, 1)])).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_can_be_given_up()
    {
        await using var engine = Create("model:simulate");
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in engine.RunAsync(AnswersThenNothing(giveUp.Token), giveUp.Token)) await giveUp.CancelAsync();
        });

        static async IAsyncEnumerable<SimulationTask> AnswersThenNothing([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopped)
        {
            yield return Work(0, 1, 1);
            await Task.Delay(Timeout.Infinite, stopped);
        }
    }

    /// <summary>A task that completes.</summary>
    protected static SimulationTask Work(long id, int x, ulong seed) => new(id, Parameters("work", x), seed);

    /// <summary>Runs tasks and gives their outcomes in the order of their ids.</summary>
    protected async Task<List<SimulationOutcome>> RunAsync(ISimulationEngine engine, IEnumerable<SimulationTask> tasks)
    {
        var outcomes = new List<SimulationOutcome>();
        await foreach (var outcome in engine.RunAsync(tasks.ToAsyncEnumerable(), Token)) outcomes.Add(outcome);
        outcomes.Sort((a, b) => a.TaskId.CompareTo(b.TaskId));
        return outcomes;
    }

    private static ParameterSet Parameters(string what, int x) =>
        ParameterSet.Parse($$"""{"do":"{{what}}","x":{{x.ToString(CultureInfo.InvariantCulture)}}}""", "the suite");
}
