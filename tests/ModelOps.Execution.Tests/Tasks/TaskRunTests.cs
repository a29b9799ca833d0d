using System.Collections.Concurrent;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tasks;
using ModelOps.Execution.Tests.Cache;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Tasks;

public sealed class TaskRunTests
{
    private readonly NamedBundles _bundles = new();
    private readonly ConcurrentDictionary<string, int> _engines = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_of_two_models_that_alternate_keep_one_engine_each()
    {
        var outcomes = await RunAsync(Enumerable.Range(0, 1000).Select(i => Entry($"m:f{i % 2}", (ulong)i)));
        outcomes.Select(outcome => outcome.Task.Seed).Order().ShouldBe(Enumerable.Range(0, 1000).Select(i => (ulong)i));
        outcomes.ShouldAllBe(outcome => outcome.Outcome.Tables["b"].ToArray().SequenceEqual(
            EchoEngine.TableOf(new(0, outcome.Task.Parameters, outcome.Task.Seed), 100)));
        _engines.ShouldBe(new Dictionary<string, int> { [". m:f0"] = 1, [". m:f1"] = 1 }, ignoreOrder: true);
        _bundles.Leased.ShouldBe(0);
    }

    [Fact]
    public async Task Any_number_of_models_runs_a_few_at_a_time()
    {
        var outcomes = await RunAsync(Enumerable.Range(0, 300).Select(i => Entry($"m:f{i / 10}", (ulong)i, $"bundle{i % 3}")));
        outcomes.Count.ShouldBe(300);
        outcomes.Select(outcome => (outcome.Content, outcome.Task.Bundle)).Distinct().Count().ShouldBe(3);
        _bundles.Leased.ShouldBe(0);
    }

    [Fact]
    public async Task Task_that_is_not_claimed_is_not_run_and_starts_nothing()
    {
        (await RunAsync(Enumerable.Range(0, 10).Select(i => Entry("m:f", (ulong)i)), _ => false)).ShouldBeEmpty();
        _engines.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_read_before_a_bad_line_is_finished()
    {
        var outcomes = new List<TaskOutcome>();
        var fault = await Should.ThrowAsync<InvalidInputException>(async () =>
        {
            await foreach (var outcome in Run().RunAsync(BadTenth(), _ => true, Token)) outcomes.Add(outcome);
        });
        fault.Message.ShouldBe("line 10");
        outcomes.Count.ShouldBe(9);

        static async IAsyncEnumerable<TaskEntry> BadTenth()
        {
            await Task.Yield();
            for (var i = 0; i < 9; i++) yield return Entry("m:f", (ulong)i);
            throw new InvalidInputException("invalid_task", "line 10");
        }
    }

    [Fact]
    public async Task Wrong_entrypoint_of_the_first_task_gives_no_outcome()
    {
        using var bundle = new PythonFolder("def simulate(params, seed):\n    return {'t': {'x': [1]}}\n");
        var run = new TaskRun(_bundles, model => new LocalPool(model with { Root = bundle.Path }, new() { Workers = 1 }), bundle.Path, ".");
        var outcomes = new List<TaskOutcome>();
        await Should.ThrowAsync<InvalidInputException>(async () =>
        {
            await foreach (var outcome in run.RunAsync(new[] { Entry("model:nothing", 1) }.ToAsyncEnumerable(), _ => true, Token)) outcomes.Add(outcome);
        });
        outcomes.ShouldBeEmpty();
        _bundles.Leased.ShouldBe(0);
    }

    [Fact]
    public async Task Run_that_is_left_early_gives_everything_back()
    {
        await foreach (var outcome in Run().RunAsync(Enumerable.Range(0, 100_000).Select(i => Entry("m:f", (ulong)i)).ToAsyncEnumerable(), _ => true, Token))
        {
            outcome.Outcome.Error.ShouldBeNull();
            break;
        }
        _bundles.Leased.ShouldBe(0);
    }

    private static TaskEntry Entry(string entrypoint, ulong seed, string? bundle = null) =>
        new(Entrypoint.Parse(entrypoint), bundle, ParameterSet.Parse("""{"x":1}""", "test"), seed, "test");

    private TaskRun Run() => new(
        _bundles,
        model =>
        {
            _engines.AddOrUpdate($"{model.Root} {model.Entrypoint}", 1, (_, count) => count + 1);
            return new EchoEngine();
        },
        "/",
        ".");

    private async Task<List<TaskOutcome>> RunAsync(IEnumerable<TaskEntry> tasks, Func<TaskIdentity, bool>? claim = null) =>
        await Run().RunAsync(tasks.ToAsyncEnumerable(), claim ?? (_ => true), Token).ToListAsync(Token);
}
