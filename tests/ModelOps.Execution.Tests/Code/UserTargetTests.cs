using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Code;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Code;

public sealed class UserTargetTests
{
    private const string Targets = """
        import math, os, random, time
        from fractions import Fraction

        def shown(replicates):
            raise LookupError(repr(replicates))

        def counted(replicates):
            return len(replicates)

        def drawn(replicates):
            return random.random()

        def unusual(replicates):
            kind = replicates[0]["t"]["kind"][0]
            if kind == "exit": os._exit(5)
            if kind == "sleep": time.sleep(3600)
            if kind == "system exit": raise SystemExit(3)
            return {"none": None, "nan": math.nan, "inf": -math.inf, "text": "1.0", "list": [1.0], "set": {1}, "true": True,
                    "complex": 1j, "fraction": Fraction(1, 2), "huge": 10 ** 400}[kind]

        class Weighted:
            def __init__(self):
                self.factor = 2.5
            def loss(self, replicates):
                return self.factor * len(replicates)

        class WithoutLoss: ...
        class NotCreated:
            def __init__(self, data): ...
            def loss(self, replicates): ...
        def two(replicates, observed): ...
        constant = 5
        """;

    [Fact]
    public async Task Python_target_gets_plain_lists_and_missing_values_as_None()
    {
        var fault = await RaisedAsync("model:shown", """
            [{"t":{"n":["int",[1,18446744073709551615]],"x":["float",[1,null,"NaN","-Infinity"]],"on":["bool",[true,null]],"s":["text",["a",null]]}}]
            """);
        fault.Error.Message.ShouldBe(
            "[{'t': {'n': [1, 18446744073709551615], 'x': [1.0, None, nan, -inf], 'on': [True, None], 's': ['a', None]}}]");
        fault.Error.Traceback.ShouldContain("in shown");
        fault.Error.Traceback.ShouldNotContain("targets.py");
        fault.Status.ShouldBe(SimulationStatus.Failed);
    }

    [Theory]
    [InlineData("model:counted", "[{},{}]", 2.0)]
    [InlineData("model:Weighted", "[{},{}]", 5.0)]
    public async Task Function_or_object_gives_its_loss(string entrypoint, string replicates, double expected)
    {
        using var bundle = new PythonFolder(Targets);
        await using var target = await CreateAsync(bundle, entrypoint);
        (await LossAsync(target, replicates)).ShouldBe(expected);
        target.Fingerprint.Facts.Keys.ShouldContain("python");
    }

    [Fact]
    public async Task Global_generators_are_alike_before_every_call()
    {
        using var bundle = new PythonFolder(Targets);
        await using var target = await CreateAsync(bundle, "model:drawn");
        var first = await LossAsync(target, "[{}]");
        (await LossAsync(target, "[{}]")).ShouldBe(first);
    }

    [Theory]
    [InlineData("none", "TypeError", "the loss must be a number, got NoneType; is a 'return' missing?")]
    [InlineData("nan", "ValueError", "the loss must be finite, got nan")]
    [InlineData("inf", "ValueError", "the loss must be finite, got -inf")]
    [InlineData("text", "TypeError", "the loss must be a number, got str")]
    [InlineData("list", "TypeError", "the loss must be a number, got list")]
    [InlineData("set", "TypeError", "the loss must be a number, got set")]
    [InlineData("true", "TypeError", "the loss must be a number, got bool")]
    [InlineData("complex", "TypeError", "the loss must be a number, got complex")]
    [InlineData("fraction", "TypeError", "the loss must be a number, got Fraction")]
    [InlineData("huge", "OverflowError", "int too large to convert to float")]
    [InlineData("system exit", "SystemExit", "3")]
    public async Task Answer_that_is_no_finite_number_is_named(string kind, string type, string message)
    {
        var fault = await RaisedAsync("model:unusual", Kind(kind));
        (fault.Error.Type, fault.Error.Message, fault.Status).ShouldBe((type, message, SimulationStatus.Failed));
    }

    [Fact]
    public async Task Target_that_ends_its_worker_or_hangs_is_told_apart_from_one_that_raises()
    {
        (await RaisedAsync("model:unusual", Kind("exit"))).Status.ShouldBe(SimulationStatus.Lost);
        var slow = await RaisedAsync("model:unusual", Kind("sleep"), TimeSpan.FromSeconds(1));
        (slow.Status, slow.Error.Message).ShouldBe((SimulationStatus.Timeout, "the call took longer than its limit of 1 s"));
    }

    [Theory]
    [InlineData("model:count", "entrypoint_not_found", "model:counted")]
    [InlineData("model:constant", "entrypoint_not_found", "is a int, neither a function nor a class")]
    [InlineData("model:WithoutLoss", "entrypoint_not_found", "has no method loss(replicates)")]
    [InlineData("model:NotCreated", "model_not_loadable", "data")]
    [InlineData("model:two", "unsupported_entrypoint", "takes (replicates, observed); a target is called with one argument")]
    public async Task Target_that_cannot_be_called_is_refused_before_it_is(string entrypoint, string code, string part)
    {
        using var bundle = new PythonFolder(Targets);
        var refused = await Should.ThrowAsync<InvalidInputException>(() => CreateAsync(bundle, entrypoint));
        refused.Code.ShouldBe(code);
        $"{refused.Message} {refused.Remedy}".ShouldContain(part);
    }

    [Fact]
    public async Task DotNet_target_gets_typed_columns()
    {
        await using var target = await new UserCodeHost().CreateTargetAsync(DotNetModels.Bind<CountingTarget>(), null, CancellationToken.None);
        var table = """{"t":{"n":["int",[7,8]],"x":["float",[1,"Infinity"]],"gap":["int",[1,null]],"on":["bool",[true,false]]}}""";
        (await LossAsync(target, $"[{table},{table}]")).ShouldBe(2 + 7 + 1 + 100 + 1000 + 1);
        var raised = await Should.ThrowAsync<UserCodeException>(() => LossAsync(target, """[{"t":{"place":["text",["north",null]]}}]"""));
        (raised.Error.Type, raised.Error.Message).ShouldBe(("System.FormatException", "north -"));
        (await Should.ThrowAsync<UserCodeException>(() => LossAsync(target, """[{"t":{}}]"""))).Error.Message.ShouldBe("Loss returned NaN; a finite number was expected.");
    }

    [Fact]
    public async Task DotNet_type_that_is_no_target_is_refused_with_one_that_is()
    {
        var refused = await Should.ThrowAsync<InvalidInputException>(
            () => new UserCodeHost().CreateTargetAsync(DotNetModels.Bind<HalvingAlgorithm>(), null, CancellationToken.None));
        $"{refused.Message} {refused.Remedy}".ShouldContain(nameof(CountingTarget));
    }

    private static string Kind(string kind) => $$$"""[{"t":{"kind":["text",["{{{kind}}}"]]}}]""";

    private static async Task<UserCodeException> RaisedAsync(string entrypoint, string replicates, TimeSpan? limit = null)
    {
        using var bundle = new PythonFolder(Targets);
        await using var target = await CreateAsync(bundle, entrypoint, limit);
        return await Should.ThrowAsync<UserCodeException>(() => LossAsync(target, replicates));
    }

    private static async Task<IUserObject> CreateAsync(PythonFolder bundle, string entrypoint, TimeSpan? limit = null)
    {
        using var patience = new CancellationTokenSource(Runs.Patience);
        return await new UserCodeHost().CreateTargetAsync(bundle.Bind(entrypoint), limit, patience.Token);
    }

    private static async Task<double> LossAsync(IUserObject target, string replicates)
    {
        using var patience = new CancellationTokenSource(Runs.Patience);
        return (await target.CallAsync("loss", replicates, patience.Token)).GetDouble();
    }
}
