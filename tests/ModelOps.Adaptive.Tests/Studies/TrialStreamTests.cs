using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Tests.Running;
using ModelOps.Adaptive.Records;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Studies;

public sealed class TrialStreamTests
{
    [Fact]
    public async Task Trials_read_one_after_the_other_are_those_of_the_whole_study()
    {
        using var campaign = new Campaign();
        var state = await campaign.RunAsync(HostileBehaviour.Worst(3), HostileBehaviour.Worst(4));
        var recorded = RecordedTrials.In(campaign.Folder);
        for (var reading = 0; reading < 2; reading++) recorded.Read().Select(Text).ShouldBe(state.Trials.Select(Text));
    }

    [Fact]
    public async Task Second_parts_are_read_as_such_and_the_sums_are_those_of_the_whole_study()
    {
        using var campaign = new Campaign { Rules = ToyStudy.Rules() with { Pruning = new(1) }, Algorithm = () => new FeedbackAlgorithm(30) };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(3));
        var recorded = RecordedTrials.In(campaign.Folder);
        recorded.Read().Select(trial => (trial.IsFirstPart, trial.Continues)).ShouldBe(state.Trials.Select(trial => (trial.IsFirstPart, trial.Continues)));
        recorded.Read().Count(trial => trial.Continues is not null).ShouldBeGreaterThan(2);
        SumsOf(recorded.Sum()).ShouldBe(SumsOf(state));
    }

    [Fact]
    public async Task Trials_without_a_result_come_last()
    {
        using var campaign = new Campaign { Rules = ToyStudy.Rules(maxTrials: 8) };
        var state = await campaign.RunAsync(new HostileBehaviour(0));
        await using var store = await campaign.OpenAsync();
        var events = await store.ReadAsync(1, TestContext.Current.CancellationToken);
        var cut = events.Where(next => next is not StudyEvent.TrialTold { Trial: 2 } and not StudyEvent.Stopped);
        TrialStream.Of(state.Header, cut).Select(trial => (trial.Number, trial.Result is not null)).ShouldBe(Enumerable.Range(0, 8).Select(number => (number, number != 2)));
    }

    [Fact]
    public async Task Events_that_do_not_fit_are_refused()
    {
        using var campaign = new Campaign();
        var state = await campaign.RunAsync(new HostileBehaviour(0));
        await using var store = await campaign.OpenAsync();
        var events = await store.ReadAsync(1, TestContext.Current.CancellationToken);
        StudyEvent wrong = new StudyEvent.Stopped(StopReason.Finished, Digest.Of("other"u8));
        ShouldBeCorrupt([.. events.Take(events.Count - 1), wrong]);
        ShouldBeCorrupt([.. events.Where(next => next is not StudyEvent.RoundAppended)]);
        ShouldBeCorrupt([.. events.SelectMany(next => next is StudyEvent.ReplicateRecorded ? (StudyEvent[])[next, next] : [next])]);

        void ShouldBeCorrupt(IReadOnlyList<StudyEvent> happened) =>
            Should.Throw<CorruptDataException>(() => TrialStream.Of(state.Header, happened).ToList()).Code.ShouldBe("corrupt_study");
    }

    private static string SumsOf(StudyState state) => string.Join(
        ' ',
        state.Digest, state.Stopped, state.Trials.Count, state.Rounds, state.TerminalTrials, state.TerminalRounds, state.Proposed, state.Results, state.ToldTrials,
        state.FailedTrials, state.Simulations, state.Simulated, state.FailedSimulations, state.Environmental, state.IsReproducible, state.Best!.Number,
        state.ProposedSinceBest(state.Rounds), string.Join(',', state.FirstPartLosses));

    private static string Text(Adaptive.Trials.Trial trial) =>
        $"{trial.Number} {trial.Round} {trial.Parameters} {string.Join(',', trial.Seeds)} {trial.Result} {string.Join(',', trial.Replicates.Select(replicate => $"{replicate?.Status} {string.Join(',', replicate?.Tables ?? new Dictionary<string, Digest>())}"))}";
}
