using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Tests.Running;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Rounds;

public sealed class StopRulesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Target_loss_ends_the_study_after_the_rounds_that_did_not_see_it(int lookahead)
    {
        var free = await PlainAsync(new(), lookahead);
        var target = free.BestAmong(2)!;
        var state = await HostileAsync(new(TargetLoss: target.Result!.Loss), lookahead);
        state.Stopped.ShouldBe(StopReason.TargetLoss);
        (state.Rounds, state.TerminalRounds).ShouldBe((target.Round + 1 + lookahead, target.Round + 1 + lookahead));
        (await PlainAsync(new(TargetLoss: target.Result!.Loss), lookahead)).Digest.ShouldBe(state.Digest);
    }

    [Fact]
    public async Task Target_out_of_reach_changes_nothing() =>
        (await HostileAsync(new(TargetLoss: -1e300), 0)).Digest.ShouldBe((await PlainAsync(new(), 0)).Digest);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Study_without_improvement_ends_after_the_trials_that_are_allowed(int lookahead)
    {
        var state = await HostileAsync(new(NoImprovement: 5), lookahead);
        state.Stopped.ShouldBe(StopReason.NoImprovement);
        var visible = state.Rounds - lookahead;
        state.ProposedSinceBest(visible).ShouldBe(state.TrialsBefore(visible) - state.BestAmong(visible)!.Number - 1);
        state.ProposedSinceBest(visible).ShouldBeInRange(5, 8);
        (await PlainAsync(new(NoImprovement: 5), lookahead)).Digest.ShouldBe(state.Digest);
    }

    [Fact]
    public async Task Failures_alone_are_no_improvement()
    {
        using var campaign = Create(new(NoImprovement: 6), 0, task => ToyModel.Simulate(task) with { Status = SimulationStatus.Failed, Error = new("X", "x", "") });
        var state = await campaign.RunAsync(new HostileBehaviour(1));
        (state.Stopped, state.Trials.Count, state.FailedTrials).ShouldBe((StopReason.NoImprovement, 8, 8));
    }

    [Fact]
    public async Task Time_that_is_up_ends_the_study_between_rounds_with_the_digest_of_its_trials()
    {
        using var campaign = Create(new(MaxTime: TimeSpan.FromMinutes(3)), 0, ToyModel.Simulate);
        await using var store = await campaign.OpenAsync();
        using var ledger = new StartLedger(store);
        var starts = 0;
        var state = await campaign.RunOneAsync(store, ledger, new(1), "one", Token, () =>
        {
            if (++starts == 20) campaign.Clock.Advance(TimeSpan.FromMinutes(5));
        });
        state.Stopped.ShouldBe(StopReason.MaxTime);
        state.TerminalTrials.ShouldBe(state.Trials.Count);
        state.Trials.Count.ShouldBeInRange(4, 12);
        using var counted = Create(new(), 0, ToyModel.Simulate, maxTrials: state.Trials.Count);
        (await counted.RunAsync(new HostileBehaviour(2))).Digest.ShouldBe(state.Digest);
    }

    [Theory]
    [InlineData(StopReason.TargetLoss, "target_loss")]
    [InlineData(StopReason.NoImprovement, "no_improvement")]
    [InlineData(StopReason.MaxTime, "max_time")]
    public void Reasons_have_one_spelling(StopReason reason, string text) =>
        (StopReasonText.Of(reason), StopReasonText.Parse(text)).ShouldBe((text, reason));

    private static async Task<StudyState> HostileAsync(StopRules stops, int lookahead)
    {
        using var campaign = Create(stops, lookahead, ToyModel.Simulate);
        return await campaign.RunAsync(HostileBehaviour.Worst(3), HostileBehaviour.Worst(4));
    }

    private static async Task<StudyState> PlainAsync(StopRules stops, int lookahead)
    {
        using var campaign = Create(stops, lookahead, ToyModel.Simulate);
        return await campaign.PlainAsync();
    }

    private static Campaign Create(StopRules stops, int lookahead, Func<SimulationTask, SimulationOutcome> model, long? maxTrials = null) => new()
    {
        Rules = ToyStudy.Rules(lookahead: lookahead, maxTrials: maxTrials) with { Stops = stops },
        Algorithm = () => new FeedbackAlgorithm(40),
        Model = model,
    };
}
