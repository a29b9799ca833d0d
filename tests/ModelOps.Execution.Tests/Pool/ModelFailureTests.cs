using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>What user code does wrong within the rules of its language: the task fails, the worker lives.</summary>
public sealed class ModelFailureTests
{
    [Fact]
    public async Task Raising_model_fails_with_type_message_traceback_parameters_and_seed()
    {
        using var bundle = new PythonFolder("""
            def helper():
                raise ValueError("the herd is empty")

            def simulate(params, seed):
                helper()
            """);
        var outcome = await Runs.RunOneAsync(bundle.Bind(), parameters: """{"x":1.0}""", seed: 77);
        outcome.Status.ShouldBe(SimulationStatus.Failed);
        outcome.IsEnvironmental.ShouldBeFalse();
        var error = outcome.Error.ShouldNotBeNull();
        (error.Type, error.Message).ShouldBe(("ValueError", "the herd is empty"));
        error.Traceback.ShouldContain("in helper");
        error.Traceback.ShouldNotContain("simulations.py");
        error.Traceback.ShouldEndWith("""With parameters {"x":1.0} and seed 77.""");
    }

    [Theory]
    [InlineData("[1]", "TypeError", "Simulation must return dict, got list")]
    [InlineData("None", "TypeError", "Simulation must return dict, got NoneType")]
    [InlineData("{}", "ValueError", "Simulation must return at least one table")]
    [InlineData("{'t': 3}", "TypeError", "t: expected polars.DataFrame or pyarrow.Table, got int; also accepted are a pandas.DataFrame")]
    [InlineData("{5: {'x': [1]}}", "TypeError", "The name of a table must be a string, got int 5")]
    [InlineData("{'t': {5: [1]}}", "TypeError", "t: the name of a column must be a string, got int 5")]
    [InlineData("{'t': {}}", "ValueError", "t: has no column")]
    [InlineData("{'t': {'a': [1, 2], 'b': [1]}}", "ValueError", "t.b: has 1 rows, but t.a has 2")]
    [InlineData("{'t': {'a': [1, 'x']}}", "TypeError", "t.a: a column holds values of one type, got int, str")]
    [InlineData("{'t': {'a': 7}}", "TypeError", "t.a: expected a list, tuple, range or numpy array, got int")]
    [InlineData("{'t': {'a': [2 ** 64]}}", "ValueError", "t.a: an integer fits neither int64 nor")]
    [InlineData("{'t': {'a': ['\\ud800']}}", "ValueError", "t.a: a text holds half of a surrogate pair")]
    [InlineData("simulate(params, seed)", "RecursionError", "maximum recursion depth exceeded")]
    [InlineData("exit(3)", "SystemExit", "3")]
    [InlineData("(_ for _ in ()).throw(KeyboardInterrupt('stop'))", "KeyboardInterrupt", "stop")]
    [InlineData("{'t': {'a': [0] * 2 ** 60}}", "MemoryError", "")]
    public async Task Unusable_answer_is_an_error_that_says_what_was_expected(string expression, string type, string message)
    {
        using var bundle = new PythonFolder($$$"""
            calls = 0
            def simulate(params, seed):
                global calls
                calls += 1
                if params["good"]:
                    return {"t": {"calls": [calls]}}
                return {{{expression}}}
            """);
        await using var pool = new Execution.Pool.LocalPool(bundle.Bind(), new() { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, """{"good":false}"""), Runs.Task(2, """{"good":true}"""));
        outcomes[0].Status.ShouldBe(SimulationStatus.Failed);
        outcomes[0].Error!.Type.ShouldBe(type);
        outcomes[0].Error!.Message.ShouldStartWith(message);
        // The same process goes on: its count of calls shows it.
        outcomes[1].Table()["calls"].GetInt64(0).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task NaN_and_missing_values_arrive_as_they_are()
    {
        using var bundle = new PythonFolder("""
            def simulate(params, seed):
                return {"t": {"a": [float("nan"), 1, None], "b": ["x", None, "é"], "c": [2 ** 63, 0, 1], "d": [None, True, False], "e": [None] * 3}}
            """);
        var table = (await Runs.RunOneAsync(bundle.Bind())).Table();
        table["a"].ToDoubles().ShouldBe([double.NaN, 1, double.NaN]);
        table["a"].NullCount.ShouldBe(1);
        table["b"].GetText(2).ShouldBe("é");
        table["b"].IsNull(1).ShouldBeTrue();
        table["c"].GetUInt64(0).ShouldBe(1UL << 63);
        table["d"].GetBool(1).ShouldBeTrue();
        table["e"].NullCount.ShouldBe(3);
    }

    [Fact]
    public async Task Global_generator_is_a_function_of_the_seed()
    {
        using var bundle = new PythonFolder("""
            import random
            def simulate(params, seed):
                return {"t": {"x": [random.random()]}}
            """);
        await using var pool = new Execution.Pool.LocalPool(bundle.Bind(), new() { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, seed: 5), Runs.Task(2, seed: ulong.MaxValue), Runs.Task(3, seed: 5));
        var drawn = outcomes.ConvertAll(outcome => outcome.Table()["x"].GetDouble(0));
        drawn[2].ShouldBe(drawn[0]);
        drawn[1].ShouldNotBe(drawn[0]);
    }

    [Fact]
    public async Task Model_may_change_the_parameters_that_it_is_given()
    {
        using var bundle = new PythonFolder("""
            def simulate(params, seed):
                params["x"] += 1
                return {"t": {"x": [params["x"]]}}
            """);
        await using var pool = new Execution.Pool.LocalPool(bundle.Bind(), new() { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, """{"x":1}"""), Runs.Task(2, """{"x":1}"""));
        outcomes.ShouldAllBe(outcome => outcome.Table("t")["x"].GetInt64(0) == 2);
    }

    [Theory]
    [InlineData("throw", "System.InvalidOperationException", "the herd is empty")]
    [InlineData("null", "System.InvalidOperationException", "Simulate must return at least one table.")]
    [InlineData("empty", "System.InvalidOperationException", "Simulate must return at least one table.")]
    public async Task DotNet_model_that_throws_fails_its_task(string act, string type, string message)
    {
        var outcome = await Runs.RunOneAsync(DotNetModels.Bind<HostileModel>(), parameters: $$"""{"act":"{{act}}"}""", seed: 9);
        outcome.Status.ShouldBe(SimulationStatus.Failed);
        (outcome.Error!.Type, outcome.Error.Message).ShouldBe((type, message));
        outcome.Error.Traceback.ShouldEndWith($$"""With parameters {"act":"{{act}}"} and seed 9.""");
    }

    [Theory]
    [InlineData("print", "x")]
    [InlineData("read", "line")]
    public async Task DotNet_model_that_uses_the_console_does_not_disturb_its_answers(string act, string column)
    {
        var outcome = await Runs.RunOneAsync(DotNetModels.Bind<HostileModel>(), parameters: $$"""{"act":"{{act}}"}""");
        outcome.Table().Columns.ShouldContain(found => found.Name == column);
    }
}
