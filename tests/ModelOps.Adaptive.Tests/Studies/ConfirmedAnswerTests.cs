using System.Text.Json.Nodes;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Studies;

public sealed class ConfirmedAnswerTests
{
    [Fact]
    public void Answer_is_the_last_trials_set_without_its_first_trial()
    {
        var answer = Of("builtin:auto", StopReason.MaxTrials, (1, 0.1), (2, 0.5), (1, 2.0), (1, 3.0), (1, 4.0))!;
        (answer.Trial.Number, answer.Loss, answer.Repetitions).ShouldBe((0, 3.0, 3));
        // scipy 1.10: t.ppf(0.95, 2) = 2.919986.
        answer.Low!.Value.ShouldBe(3 - (2.92 / Math.Sqrt(3)), 1e-3);
        answer.High!.Value.ShouldBe(3 + (2.92 / Math.Sqrt(3)), 1e-3);
    }

    [Fact]
    public void Equal_loss_again_is_an_interval_without_width() =>
        Of("builtin:auto", StopReason.MaxSimulations, (1, 0.5), (2, 0.7), (1, 0.5))!.ShouldSatisfyAllConditions(
            answer => answer.Low.ShouldBe(0.5), answer => answer.High.ShouldBe(0.5));

    [Fact]
    public void Other_loss_in_one_repetition_has_no_interval() => Of("builtin:auto", StopReason.MaxTrials, (1, 0.5), (1, 0.7))!.Low.ShouldBeNull();

    [Theory]
    [InlineData("builtin:cmaes", StopReason.MaxTrials)]
    [InlineData("builtin:auto", StopReason.Cancelled)]
    [InlineData("builtin:auto", StopReason.TargetLoss)]
    public void Other_studies_have_none(string adapter, StopReason reason) => Of(adapter, reason, (1, 0.5), (1, 0.5)).ShouldBeNull();

    [Fact]
    public void Last_set_that_was_never_repeated_is_none() => Of("builtin:auto", StopReason.MaxTrials, (1, 0.5), (2, 0.5)).ShouldBeNull();

    private static ConfirmedAnswer? Of(string adapter, StopReason reason, params (double X, double Loss)[] trials)
    {
        var state = new StudyState(ToyStudy.Header() with { Spec = new JsonObject { ["algorithm"] = new JsonObject { ["adapter_path"] = adapter } } });
        foreach (var (number, (x, loss)) in trials.Index())
        {
            state.Apply(new StudyEvent.RoundAppended(number, [new(new ParameterSet([new("x", ParameterValue.From(x))]), [(ulong)number])]));
            state.Apply(new StudyEvent.ReplicateRecorded(new(number, 0, SimulationStatus.Completed, new Dictionary<string, Contracts.Digests.Digest>(), null)));
            state.Apply(new StudyEvent.TrialTold(number, TrialStatus.Completed, loss));
        }
        state.Apply(new StudyEvent.Stopped(reason, state.Digest));
        return ConfirmedAnswer.Of(state);
    }
}
