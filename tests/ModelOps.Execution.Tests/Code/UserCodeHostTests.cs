using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Execution.Code;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Execution.Tests.Pool;

namespace ModelOps.Execution.Tests.Code;

public sealed class UserCodeHostTests
{
    private const string Adapters = """
        from modelops_contracts import AdaptiveAlgorithm, TrialResult, TrialStatus, UniqueParameterSet

        class Contracted(AdaptiveAlgorithm):
            def __init__(self):
                self.told = []

            def ask(self, n):
                return [UniqueParameterSet.from_dict({"x": float(i), "n": i, "label": "a", "on": True}) for i in range(n)]

            def tell(self, results):
                assert all(isinstance(result, TrialResult) for result in results)
                self.told += [(r.param_id, r.loss, r.status is TrialStatus.COMPLETED, r.params) for r in results]

            def finished(self):
                return len(self.told) >= 2

            def summary(self, argument):
                return [self.told[0][0], self.told[0][1], str(self.told[1][1]), self.told[1][2], self.told[0][3]["x"], argument]

        class Plain:
            finished = False
            def ask(self, n):
                return [{"x": 1.0, "big": 2 ** 70}]
            def tell(self, results):
                raise LookupError("never seen " + results[0].param_id)

        class Bad(Plain):
            def ask(self, n):
                return {"nan": [{"x": float("nan")}], "list": [{"x": [1]}], "name": [{1: 2}], "scalar": 5}[("nan", "list", "name", "scalar")[n]]

        class Hostile(Plain):
            def ask(self, n):
                import os, time
                print("asked", flush=True)
                time.sleep(3600) if n else os._exit(4)

        class NotCreated:
            def __init__(self, budget):
                pass

        def function(): ...
        """;

    [Fact]
    public async Task Adapter_of_the_contracts_is_asked_told_and_finished()
    {
        using var bundle = new PythonFolder(Adapters);
        await using var adapter = await CreateAsync(bundle, "model:Contracted");
        (await CallAsync(adapter, "ask", "2")).ShouldBe("""[{"x": 0.0, "n": 0, "label": "a", "on": true}, {"x": 1.0, "n": 1, "label": "a", "on": true}]""");
        (await CallAsync(adapter, "finished", "null")).ShouldBe("false");
        var results = """[{"param_id":"p1","params":{"x":0.0},"loss":2.5,"status":"completed"},{"param_id":"p2","params":{"x":1.0},"loss":null,"status":"failed"}]""";
        (await CallAsync(adapter, "tell", results)).ShouldBe("null");
        (await CallAsync(adapter, "finished", "null")).ShouldBe("true");
        (await CallAsync(adapter, "summary", "1.0")).ShouldBe("""["p1", 2.5, "nan", false, 0.0, 1.0]""");
        adapter.Fingerprint.Facts.Keys.ShouldContain("python");
    }

    [Fact]
    public async Task Plain_adapter_may_propose_dicts_and_what_it_raises_is_told()
    {
        using var bundle = new PythonFolder(Adapters);
        await using var adapter = await CreateAsync(bundle, "model:Plain");
        (await CallAsync(adapter, "ask", "1")).ShouldBe("""[{"x": 1.0, "big": 1180591620717411303424}]""");
        (await CallAsync(adapter, "finished", "null")).ShouldBe("false");
        var fault = await Should.ThrowAsync<UserCodeException>(
            () => CallAsync(adapter, "tell", """[{"param_id":"p","params":{},"loss":1.0,"status":"completed"}]"""));
        (fault.Error.Type, fault.Error.Message).ShouldBe(("LookupError", "never seen p"));
        fault.Error.Traceback.ShouldContain("in tell");
        fault.Error.Traceback.ShouldNotContain("objects.py");
        (await CallAsync(adapter, "finished", "null")).ShouldBe("false");
    }

    [Theory]
    [InlineData(0, "Non-finite float not allowed: nan")]
    [InlineData(1, "Parameter 'x' is a list; a parameter is a truth value, an integer, a float or a text.")]
    [InlineData(2, "The name of a parameter must be a text, got int 1.")]
    [InlineData(3, "'int' object is not iterable")]
    public async Task Unusable_proposal_is_refused_by_name(int n, string message)
    {
        using var bundle = new PythonFolder(Adapters);
        await using var adapter = await CreateAsync(bundle, "model:Bad");
        var fault = await Should.ThrowAsync<UserCodeException>(() => CallAsync(adapter, "ask", $"{n}"));
        fault.Error.Message.ShouldBe(message);
    }

    [Fact]
    public async Task Adapter_that_ends_its_worker_is_reported_with_its_last_words()
    {
        using var bundle = new PythonFolder(Adapters);
        await using var adapter = await CreateAsync(bundle, "model:Hostile");
        var fault = await Should.ThrowAsync<UserCodeException>(() => CallAsync(adapter, "ask", "0"));
        (fault.Error.Type, fault.Error.Message).ShouldBe(("WorkerLost", "the worker ended with exit status 4"));
        fault.Error.Traceback.ShouldContain("asked");
    }

    [Fact]
    public async Task Adapter_that_hangs_is_ended_by_the_call_limit()
    {
        using var bundle = new PythonFolder(Adapters);
        await using var adapter = await CreateAsync(bundle, "model:Hostile", new() { CallTimeout = TimeSpan.FromSeconds(1) });
        (await Should.ThrowAsync<UserCodeException>(() => CallAsync(adapter, "ask", "1"))).Error.Type.ShouldBe("Timeout");
    }

    [Fact]
    public async Task Cancelled_call_ends_the_worker()
    {
        using var bundle = new PythonFolder(Adapters);
        await using var adapter = await CreateAsync(bundle, "model:Hostile");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => adapter.CallAsync("ask", "1", stop.Token));
        await Should.ThrowAsync<UserCodeException>(() => CallAsync(adapter, "ask", "1"));
    }

    [Theory]
    [InlineData("model:Plane", "entrypoint_not_found")]
    [InlineData("model:function", "entrypoint_not_found")]
    [InlineData("model:NotCreated", "model_not_loadable")]
    public async Task Class_that_is_not_there_or_cannot_be_created_is_refused(string entrypoint, string code)
    {
        using var bundle = new PythonFolder(Adapters);
        (await Should.ThrowAsync<InvalidInputException>(() => CreateAsync(bundle, entrypoint))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task DotNet_algorithm_is_asked_told_and_finished()
    {
        await using var algorithm = await new UserCodeHost().CreateAsync(DotNetModels.Bind<HalvingAlgorithm>(), CancellationToken.None);
        (await CallAsync(algorithm, "ask", "2")).ShouldBe("""[{"label":"half","n":3,"on":false,"x":8.0},{"label":"half","n":3,"on":false,"x":4.0}]""");
        await CallAsync(algorithm, "tell", """
            [{"param_id":"a","params":{"x":8.0},"loss":null,"status":"failed"},{"param_id":"b","params":{"x":4.0,"n":3},"loss":1.5,"status":"completed"}]
            """);
        // NaN sorts before every number, so the failed trial is "best" here: the algorithm sees what it was told.
        (await CallAsync(algorithm, "ask", "2")).ShouldBe("""[{"label":"best","n":3,"on":true,"x":7.0}]""");
        (await CallAsync(algorithm, "finished", "null")).ShouldBe("false");
        var fault = await Should.ThrowAsync<UserCodeException>(() => CallAsync(algorithm, "retell", "null"));
        fault.Error.Type.ShouldBe("System.MissingMethodException");
    }

    [Fact]
    public async Task Shim_computes_the_identities_and_seeds_of_the_contracts()
    {
        using var bundle = new PythonFolder("""
            import json
            from modelops_contracts import UniqueParameterSet, derive_single_seed
            class Probe:
                def identify(self, params):
                    made = UniqueParameterSet.from_dict(params)
                    return [made.param_id, str(derive_single_seed(made.param_id, 2))]
            """);
        await using var probe = await CreateAsync(bundle, "model:Probe");
        foreach (var json in new[] { "{}", """{"x":1}""", """{"x":1.0,"y":-0.0}""", """{"é\ud83d\ude00":"\u2028/\"\u0001","":true}""", """{"b":1e22,"a":5e-324,"ｚ":123456789012345678901234567890}""" })
        {
            var id = ParameterSet.Parse(json, "test").Id;
            (await CallAsync(probe, "identify", json)).ShouldBe($"""["{id}", "{Contracts.Seeds.Seed.OfReplicate(id, 2)}"]""");
        }
    }

    private static async Task<IUserObject> CreateAsync(PythonFolder bundle, string entrypoint, UserCodeOptions? options = null)
    {
        using var patience = new CancellationTokenSource(Runs.Patience);
        return await new UserCodeHost(options).CreateAsync(bundle.Bind(entrypoint), patience.Token);
    }

    private static async Task<string> CallAsync(IUserObject target, string method, string argument)
    {
        using var patience = new CancellationTokenSource(Runs.Patience);
        return (await target.CallAsync(method, argument, patience.Token)).GetRawText();
    }
}
