using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Evaluation;

public sealed class UserTargetTests
{
    private const SimulationStatus Done = SimulationStatus.Completed;

    [Fact]
    public async Task Own_target_gets_the_tables_of_the_replicates_that_count()
    {
        var code = new FakeTargets(_ => "2.5");
        var told = await EvaluateAsync(code, [Done, SimulationStatus.Failed, Done], weight: 2);
        told.ShouldBe(new StudyEvent.TrialTold(0, TrialStatus.Completed, 5) { Losses = [2.5] });
        var replicate = """{"a":{"day":["int",[0,18446744073709551615]],"cases":["float",[1,null]],"odd":["float",["NaN","-Infinity"]],"on":["bool",[true,false]],"place":["text",["x",null]]},"b":{"n":["int",[7]]}}""";
        code.Arguments.ShouldBe([$"[{replicate},{replicate}]"]);
    }

    [Fact]
    public async Task Own_target_adds_to_those_with_observations_by_its_weight_and_each_loss_is_recorded()
    {
        await using var own = await CreateAsync(new FakeTargets(_ => "3"), weight: 0.5);
        var toy = ToyStudy.TargetSpecs();
        var outputs = new ReplicateOutput?[] { new([[40, 50, 57]], Tables()) };
        var told = await new TrialEvaluator(toy, 1, [own]).EvaluateAsync(Toy(), [Done], outputs, CancellationToken.None);
        told.ShouldBe(new StudyEvent.TrialTold(0, TrialStatus.Completed, 3 + 1.5) { Losses = [3, 3] });
    }

    [Fact]
    public async Task What_the_target_raises_fails_the_trial_with_its_stack()
    {
        var raised = new UserCodeException("targets.fit:loss", "loss", new("ValueError", "no cases", "line 7, in loss"));
        var told = await EvaluateAsync(new FakeTargets(_ => throw raised), [Done, Done, Done]);
        (told.Status, told.Loss).ShouldBe((TrialStatus.Failed, double.NaN));
        told.Failure.ShouldBe(new TrialFailure(new("ValueError", "target targets.fit:loss: no cases", "line 7, in loss"), IsEnvironmental: false));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"1\"")]
    [InlineData("[1]")]
    [InlineData("1e999")]
    public async Task Answer_that_is_no_finite_number_fails_the_trial(string answer)
    {
        var told = await EvaluateAsync(new FakeTargets(_ => answer), [Done, Done, Done]);
        (told.Status, told.Failure!.Error.Type).ShouldBe((TrialStatus.Failed, "BadLoss"));
    }

    [Fact]
    public async Task Worker_that_died_once_is_replaced_and_the_same_call_made_again()
    {
        var code = new FakeTargets(call => call == 1 ? throw Ended(SimulationStatus.Lost) : "4");
        (await EvaluateAsync(code, [Done, Done, Done])).Loss.ShouldBe(4);
        (code.Created, code.Arguments.Distinct().Count()).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData(SimulationStatus.Lost, 2, TrialStatus.Failed)]
    [InlineData(SimulationStatus.Timeout, 1, TrialStatus.Timeout)]
    public async Task Target_that_the_machine_ends_is_an_environmental_fact(SimulationStatus status, int calls, TrialStatus expected)
    {
        var code = new FakeTargets(_ => throw Ended(status));
        var told = await EvaluateAsync(code, [Done, Done, Done]);
        (told.Status, told.Failure!.IsEnvironmental, code.Arguments.Count).ShouldBe((expected, true, calls));
        var trial = Toy();
        trial.Tell(new(trial.Parameters, told.Status, told.Loss), told.Losses, told.Failure);
        trial.IsEnvironmental.ShouldBeTrue();
    }

    [Fact]
    public async Task Sum_that_overflows_fails_the_trial_by_name()
    {
        var told = await EvaluateAsync(new FakeTargets(_ => "1e308"), [Done, Done, Done], weight: 10);
        told.Failure!.Error.ShouldBe(new("NonFiniteLoss", "the sum of the targets: the loss is beyond the range of a double", ""));
    }

    private static UserCodeException Ended(SimulationStatus status) => new("targets.fit:loss", "loss", new("Ended", "ended", "")) { Status = status };

    private static async Task<StudyEvent.TrialTold> EvaluateAsync(FakeTargets code, SimulationStatus[] statuses, double weight = 1)
    {
        await using var own = await CreateAsync(code, weight);
        var evaluator = new TrialEvaluator([], 2, [own]);
        var outputs = statuses.Select(status => status == Done ? evaluator.Reduce(Tables()) : null).ToList();
        return await evaluator.EvaluateAsync(Toy(), statuses, outputs, CancellationToken.None);
    }

    private static Task<UserTarget> CreateAsync(FakeTargets code, double weight) => UserTarget.CreateAsync(
        new(Entrypoint.Parse("targets.fit:loss"), weight), code, new(Digest.Of([]), "/", Entrypoint.Parse("model:simulate")), null, CancellationToken.None);

    private static Trial Toy() => new(0, 0, new([new("x", ParameterValue.From(4.0))]), [1, 2, 3]);

    private static Dictionary<string, ReadOnlyMemory<byte>> Tables() => new()
    {
        ["b"] = ArrowWriter.Write(new ArrowTable([ColumnFactory.Numbers<sbyte>("n", [7])])),
        ["a"] = ArrowWriter.Write(new ArrowTable(
        [
            ColumnFactory.Numbers<ulong>("day", [0, ulong.MaxValue]),
            ColumnFactory.Numbers("cases", [1.0, 2.0], [true, false]),
            ColumnFactory.Numbers("odd", [double.NaN, double.NegativeInfinity]),
            ColumnFactory.Bools("on", [true, false]),
            ColumnFactory.Texts("place", ["x", null]),
        ])),
    };
}
