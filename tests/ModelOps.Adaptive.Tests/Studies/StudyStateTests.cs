using System.Numerics;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Studies;

public sealed class StudyStateTests
{
    [Fact]
    public void Digest_of_known_events_never_changes()
    {
        var state = new StudyState(ToyStudy.Header());
        state.Digest.ToString().ShouldBe("sha256:5483f8d84511b76a4200bdfcb82cfdc9c2b6075ecab2401a6e32766b8d7c61a9");
        Run(state, [(TrialStatus.Completed, 0.1), (TrialStatus.Failed, double.NaN), (TrialStatus.Timeout, double.NaN), (TrialStatus.Completed, -0.0)]);
        state.Digest.ToString().ShouldBe("sha256:61b54146392c0cd1607232cbc8e69d44d0e58079ec1ff9654b02e94b4cbcd247");
    }

    [Fact]
    public void Digest_depends_on_losses_to_the_last_bit_and_not_on_names()
    {
        Digest Of(StudyHeader header, double loss)
        {
            var state = new StudyState(header);
            Run(state, [(TrialStatus.Completed, loss)]);
            return state.Digest;
        }
        var digest = Of(ToyStudy.Header(), 0.1);
        Of(ToyStudy.Header("another-run"), 0.1).ShouldBe(digest);
        Of(ToyStudy.Header(), Math.BitIncrement(0.1)).ShouldNotBe(digest);
        Of(ToyStudy.Header() with { Content = Digest.Of("other content"u8) }, 0.1).ShouldNotBe(digest);
        Of(ToyStudy.Header() with { SpecDigest = Digest.Of("other spec"u8) }, 0.1).ShouldNotBe(digest);
        Of(ToyStudy.Header() with { Platform = new([]) }, 0.1).ShouldNotBe(digest);
        Of(ToyStudy.Header() with { AdapterPlatform = new([]) }, 0.1).ShouldNotBe(digest);
    }

    [Fact]
    public void Trials_count_as_terminal_up_to_the_first_without_a_result()
    {
        var state = new StudyState(ToyStudy.Header());
        state.Apply(Round(0, 2));
        state.Apply(Round(1, 1));
        Tell(state, 2, TrialStatus.Completed, 3);
        Tell(state, 1, TrialStatus.Completed, 1);
        (state.TerminalTrials, state.TerminalRounds, state.ToldTrials).ShouldBe((0, 0, 2));
        Tell(state, 0, TrialStatus.Completed, 1);
        (state.TerminalTrials, state.TerminalRounds, state.Best!.Number).ShouldBe((3, 2, 0));
    }

    [Fact]
    public void Order_of_tells_does_not_change_the_digest()
    {
        var (forward, backward) = (new StudyState(ToyStudy.Header()), new StudyState(ToyStudy.Header()));
        forward.Apply(Round(0, 5));
        backward.Apply(Round(0, 5));
        for (var i = 0; i < 5; i++) Tell(forward, i, TrialStatus.Completed, i);
        for (var i = 4; i >= 0; i--) Tell(backward, i, TrialStatus.Completed, i);
        backward.Digest.ShouldBe(forward.Digest);
    }

    [Fact]
    public void Event_that_can_not_follow_changes_nothing()
    {
        var state = new StudyState(ToyStudy.Header());
        state.Apply(Round(0, 1));
        Should.Throw<CorruptDataException>(() => state.Apply(Round(2, 1))).Code.ShouldBe("corrupt_study");
        Should.Throw<CorruptDataException>(() => state.Apply(new StudyEvent.TrialTold(0, TrialStatus.Completed, 1)));
        Should.Throw<CorruptDataException>(() => state.Apply(new StudyEvent.Stopped(StopReason.Finished, Digest.Of("x"u8))));
        (state.Rounds, state.Trials.Count, state.ToldTrials, state.Stopped).ShouldBe((1, 1, 0, null));
    }

    [Fact]
    public void Forgotten_trials_leave_their_outcome_and_nothing_else()
    {
        var state = new StudyState(ToyStudy.Header());
        state.Apply(Round(0, 2));
        Tell(state, 0, TrialStatus.Completed, 1.5);
        state.Forget(1);
        state.Trials[0].Result!.Loss.ShouldBe(1.5);
        Tell(state, 1, TrialStatus.Failed, double.NaN);
        state.Apply(Round(1, 1));
        state.Forget(2);
        (state.OutcomeOf(0), state.OutcomeOf(1)?.Status, state.OutcomeOf(2)).ShouldBe(((TrialStatus.Completed, 1.5), TrialStatus.Failed, null));
        (state.IsRecorded(0, 1), state.IsRecorded(2, 0), state.Trials.Count, state.Best!.Number).ShouldBe((true, false, 3, 0));
        state.Trials[2].Round.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => state.Trials[1]);
        Should.Throw<InvalidOperationException>(() => state.Trials.ToList());
        Should.Throw<InvalidOperationException>(() => state.TrialsOf(0));
        Should.Throw<CorruptDataException>(() => state.Apply(new StudyEvent.TrialTold(1, TrialStatus.Completed, 1))).Code.ShouldBe("corrupt_study");
    }

    private static void Run(StudyState state, (TrialStatus Status, double Loss)[] results)
    {
        state.Apply(Round(0, results.Length));
        for (var i = 0; i < results.Length; i++) Tell(state, i, results[i].Status, results[i].Loss);
    }

    private static StudyEvent.RoundAppended Round(int round, int trials) => new(round, [.. Enumerable.Range(0, trials)
        .Select(i => new Proposal(new([KeyValuePair.Create("x", ParameterValue.From((BigInteger)i)), KeyValuePair.Create("é", ParameterValue.From("\""))]), [1, ulong.MaxValue]))]);

    private static void Tell(StudyState state, int trial, TrialStatus status, double loss)
    {
        for (var i = 0; i < 2; i++)
            state.Apply(new StudyEvent.ReplicateRecorded(new ReplicateResult(trial, i, SimulationStatus.Completed, new Dictionary<string, Digest>(), null)));
        state.Apply(new StudyEvent.TrialTold(trial, status, loss));
    }
}
