using ModelOps.Contracts.Errors;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

public sealed class StartFailureTests
{
    private const string Model = """
        class Sir:
            def simulate(self, params, seed):
                return {"t": {"x": [seed]}}

        class Bare: ...

        def simulate_seir(params, seed): ...
        """;

    [Theory]
    [InlineData("model:simulate_sier", "no 'simulate_sier'", "model:simulate_seir")]
    [InlineData("model:zzz", "no 'zzz'", "model:Sir, model:Bare, model:simulate_seir")]
    [InlineData("modle:simulate", "no module 'modle'", "model")]
    [InlineData("model.deeper:simulate", "no module 'model.deeper'", "model")]
    [InlineData("model:Bare", "no method simulate(params, seed)", null)]
    public async Task Wrong_entrypoint_is_refused_with_candidates(string entrypoint, string message, string? candidates)
    {
        using var bundle = new PythonFolder(Model);
        var fault = await PrepareFailsAsync<InvalidInputException>(new(bundle.Bind(entrypoint)));
        fault.Code.ShouldBe("entrypoint_not_found");
        fault.Message.ShouldContain(message);
        if (candidates is not null) fault.Remedy.ShouldNotBeNull().ShouldContain(candidates);
    }

    [Theory]
    [InlineData("ModelOps.Execution.Tests.Samples.ArithmeticModle", "ModelOps.Execution.Tests.dll", "Samples.ArithmeticModel")]
    [InlineData("ModelOps.Execution.Tests.Samples.HalvingAlgorithm", "ModelOps.Execution.Tests.dll", "Samples.")]
    [InlineData("ModelOps.Execution.Tests.Samples.ArithmeticModel", "ModelOps.Execution.Test.dll", "ModelOps.Execution.Tests.dll")]
    public async Task Wrong_type_or_assembly_is_refused_with_candidates(string type, string assembly, string candidate)
    {
        var fault = await PrepareFailsAsync<InvalidInputException>(new(DotNetModels.Bind(type, assembly)));
        fault.Code.ShouldBe("entrypoint_not_found");
        fault.Remedy.ShouldNotBeNull().ShouldContain(candidate);
    }

    [Fact]
    public async Task Python_class_with_simulate_is_a_model()
    {
        using var bundle = new PythonFolder(Model);
        (await Runs.RunOneAsync(bundle.Bind("model:Sir"), seed: 3)).Table()["x"].GetInt64(0).ShouldBe(3);
    }

    [Fact]
    public async Task Module_in_the_src_folder_is_found()
    {
        using var bundle = new PythonFolder("");
        bundle.Write("src/models/sir.py", "def simulate(params, seed): return {'t': {'x': [1]}}");
        (await Runs.RunOneAsync(bundle.Bind("models.sir:simulate"))).Table()["x"].GetInt64(0).ShouldBe(1);
    }

    [Theory]
    [InlineData("import nothing_like_this", "ModuleNotFoundError: No module named 'nothing_like_this'")]
    [InlineData("raise SystemExit(4)", "SystemExit: 4")]
    [InlineData("def simulate(:", "SyntaxError")]
    public async Task Module_that_does_not_load_is_refused_with_its_error(string model, string message)
    {
        using var bundle = new PythonFolder(model);
        var fault = await PrepareFailsAsync<InvalidInputException>(new(bundle.Bind()));
        fault.Code.ShouldBe("model_not_loadable");
        fault.Message.ShouldContain(message);
        fault.Message.ShouldContain("model.py");
    }

    [Fact]
    public async Task DotNet_model_that_cannot_be_created_is_refused_with_its_error()
    {
        var fault = await PrepareFailsAsync<InvalidInputException>(new(DotNetModels.Bind<BrokenModel>()));
        fault.Code.ShouldBe("model_not_loadable");
        fault.Message.ShouldContain("population.csv is missing");
    }

    [Fact]
    public async Task Worker_that_dies_while_it_starts_shows_its_last_words()
    {
        using var bundle = new PythonFolder("import os, sys; sys.stderr.write('no licence for the solver\\n'); os._exit(9)");
        var fault = await PrepareFailsAsync<OutsideException>(new(bundle.Bind()));
        fault.Code.ShouldBe("worker_not_started");
        fault.Message.ShouldContain("exit status 9");
        fault.Message.ShouldContain("no licence for the solver");
    }

    [Fact]
    public async Task Worker_that_never_gets_ready_is_ended()
    {
        using var bundle = new PythonFolder("import signal; signal.pause()");
        var fault = await PrepareFailsAsync<OutsideException>(
            new(bundle.Bind(), new() { Worker = new() { StartTimeout = TimeSpan.FromSeconds(1) } }));
        fault.Code.ShouldBe("worker_start_timeout");
    }

    [Fact]
    public async Task Failing_start_fails_the_stream_of_tasks()
    {
        using var bundle = new PythonFolder("import nothing_like_this");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2 });
        await Should.ThrowAsync<InvalidInputException>(() => pool.RunAsync(Runs.Task(1), Runs.Task(2)));
        bundle.Write("nothing_like_this.py", "");
        bundle.Write("model.py", "def simulate(params, seed): return {'t': {'x': [1]}}");
        (await pool.RunAsync(Runs.Task(1))).ShouldHaveSingleItem().Table().Rows.ShouldBe(1);
    }

    [Fact]
    public async Task Missing_interpreter_is_named_with_the_remedy()
    {
        using var bundle = new PythonFolder(Model);
        var fault = await PrepareFailsAsync<OutsideException>(new(bundle.Bind("model:Sir"), new() { Worker = new() { Python = "no-such-python" } }));
        fault.Code.ShouldBe("python_not_found");
        fault.Message.ShouldContain("no-such-python");
        fault.Remedy.ShouldNotBeNull().ShouldContain("MODELOPS_PYTHON");
    }

    [Fact]
    public async Task Scenario_is_refused_with_the_form_to_use()
    {
        using var bundle = new PythonFolder(Model);
        var fault = await PrepareFailsAsync<InvalidInputException>(new(bundle.Bind("model.Sir/baseline")));
        fault.Code.ShouldBe("unsupported_entrypoint");
        fault.Message.ShouldContain("model:Sir");
    }

    [Fact]
    public void Senseless_options_are_refused_together()
    {
        using var bundle = new PythonFolder(Model);
        var options = new PoolOptions { Workers = 0, Retries = -1, TimeLimit = TimeSpan.Zero, Recycle = 0, MemoryBytes = 1 };
        var fault = Should.Throw<InvalidInputException>(() => new LocalPool(bundle.Bind(), options));
        fault.Message.ShouldContain("workers is 0");
        fault.Message.ShouldContain("retries is -1");
        fault.Message.ShouldContain("recycle is 0");
        fault.Message.ShouldContain("the memory is 1 B, expected at least 64 MiB");
        fault.Message.ShouldContain("the time limit is 0 s");
    }

    private static async Task<T> PrepareFailsAsync<T>(LocalPool pool)
        where T : Exception
    {
        await using (pool)
        {
            using var patience = new CancellationTokenSource(Runs.Patience);
            return await Should.ThrowAsync<T>(() => pool.PrepareAsync(patience.Token));
        }
    }
}
