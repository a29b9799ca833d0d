using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class AdapterBehaviourTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Shorter_answer_is_the_round_and_the_digest_does_not_depend_on_who_runs(int lookahead)
    {
        using var campaign = new Campaign
        {
            Rules = ToyStudy.Rules(lookahead: lookahead),
            Algorithm = () => new FeedbackAlgorithm(11) { Answers = (ask, wanted) => 1 + (ask % wanted) },
        };
        var expected = await campaign.PlainAsync();
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1), HostileBehaviour.Worst(2));
        state.Digest.ShouldBe(expected.Digest);
        Enumerable.Range(0, state.Rounds).Select(round => state.TrialsOf(round).Count).ShouldBe([1, 2, 3, 4, 1]);
    }

    [Fact]
    public async Task Empty_answer_is_asked_again_after_the_next_round_has_ended()
    {
        using var campaign = new Campaign
        {
            Rules = ToyStudy.Rules(lookahead: 2),
            Algorithm = () => new FeedbackAlgorithm(16) { Answers = (ask, wanted) => ask is 1 or 3 ? 0 : wanted },
        };
        var expected = await campaign.PlainAsync();
        expected.Stopped.ShouldBe(StopReason.Finished);
        expected.Trials.Count.ShouldBe(16);
        foreach (var seed in Cycles.Of(6))
        {
            using var again = new Campaign { Rules = campaign.Rules, Algorithm = campaign.Algorithm };
            (await again.RunAsync(HostileBehaviour.Worst(seed), HostileBehaviour.Worst(seed + 50))).Digest.ShouldBe(expected.Digest, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Endless_empty_answers_are_an_error_once_nothing_is_outstanding(int lookahead)
    {
        using var campaign = new Campaign
        {
            Rules = ToyStudy.Rules(lookahead: lookahead),
            Algorithm = () => new FeedbackAlgorithm(16) { Answers = (ask, wanted) => ask < 2 ? wanted : 0 },
        };
        var error = await Should.ThrowAsync<ConflictException>(() => campaign.RunAsync(HostileBehaviour.Worst(1)));
        error.Code.ShouldBe("algorithm_stuck");
        error.Message.ShouldContain("round 2");
        campaign.Recorded().TerminalTrials.ShouldBe(8);
    }

    [Fact]
    public async Task Algorithm_that_proposes_something_else_on_replay_is_found_out_at_the_trial()
    {
        var runs = 0;
        using var campaign = new Campaign
        {
            Algorithm = () =>
            {
                var run = runs++;
                return new FeedbackAlgorithm(18) { Whim = proposal => proposal >= 9 ? run : 0, Answers = (ask, wanted) => run == 0 && ask == 3 ? 0 : wanted };
            },
        };
        (await Should.ThrowAsync<ConflictException>(() => campaign.RunAsync(new HostileBehaviour(1)))).Code.ShouldBe("algorithm_stuck");
        var before = campaign.Recorded();
        var error = await Should.ThrowAsync<ConflictException>(() => campaign.RunAsync(new HostileBehaviour(1)));
        error.Code.ShouldBe("not_deterministic");
        error.Message.ShouldStartWith("adapter is not deterministic at trial 9: it proposed {\"x\":");
        campaign.Recorded().Digest.ShouldBe(before.Digest);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 4)]
    public async Task Algorithm_that_answers_another_number_on_replay_is_found_out(int now, int trial)
    {
        var answers = 4;
        using var campaign = new Campaign
        {
            Rules = ToyStudy.Rules(batchSize: 5),
            Algorithm = () => new FeedbackAlgorithm(18) { Answers = (ask, _) => ask == 1 ? 0 : answers },
        };
        await Should.ThrowAsync<ConflictException>(() => campaign.RunAsync(new HostileBehaviour(1)));
        answers = now;
        var error = await Should.ThrowAsync<ConflictException>(() => campaign.RunAsync(new HostileBehaviour(1)));
        error.Message.ShouldStartWith($"adapter is not deterministic at trial {trial}: ");
        error.Message.ShouldContain("nothing");
    }

    [Fact]
    public async Task Algorithm_that_has_finished_before_it_is_told_still_hears_every_result()
    {
        var algorithms = new List<FeedbackAlgorithm>();
        using var campaign = new Campaign
        {
            Algorithm = () =>
            {
                algorithms.Add(new FeedbackAlgorithm(20));
                return algorithms[^1];
            },
        };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(5));
        (state.Stopped, state.Trials.Count).ShouldBe((StopReason.Finished, 20));
        algorithms.ShouldHaveSingleItem().Told.ShouldBe(20);
    }

    [Fact]
    public async Task Twenty_trials_of_the_predecessors_fake_adapter_have_its_mean_loss()
    {
        using var campaign = new Campaign { Algorithm = () => new FakeAdapter(), Evaluator = ToyStudy.Placeholder() };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(5), HostileBehaviour.Worst(6));
        (state.Trials.Count, state.Simulations, state.Stopped).ShouldBe((20, 60, StopReason.Finished));
        state.Trials.Average(trial => trial.Result!.Loss).ShouldBe(5.5);
    }

    [Fact]
    public async Task Algorithm_that_has_finished_from_the_start_gives_a_study_without_trials()
    {
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(0) };
        var state = await campaign.RunAsync(new HostileBehaviour(0));
        (state.Stopped, state.Trials.Count, state.Best).ShouldBe((StopReason.Finished, 0, null));
    }

    [Theory]
    [InlineData(10L, null, 10, StopReason.MaxTrials)]
    [InlineData(12L, null, 12, StopReason.MaxTrials)]
    [InlineData(null, 30L, 10, StopReason.MaxSimulations)]
    [InlineData(null, 32L, 10, StopReason.MaxSimulations)]
    [InlineData(null, 3L, 1, StopReason.MaxSimulations)]
    [InlineData(5L, 30L, 5, StopReason.MaxTrials)]
    [InlineData(30L, 17L, 5, StopReason.MaxSimulations)]
    [InlineData(18L, null, 18, StopReason.MaxTrials)]
    [InlineData(19L, null, 18, StopReason.Finished)]
    public async Task Limits_are_reached_exactly(long? maxTrials, long? maxSimulations, int trials, StopReason reason)
    {
        foreach (var lookahead in (int[])[0, 2])
        {
            using var campaign = new Campaign { Rules = ToyStudy.Rules(lookahead: lookahead, maxTrials: maxTrials, maxSimulations: maxSimulations) };
            var state = await campaign.RunAsync(HostileBehaviour.Worst(7), HostileBehaviour.Worst(8));
            (state.Trials.Count, state.TerminalTrials, state.Simulations, state.Stopped).ShouldBe((trials, trials, 3L * trials, reason));
        }
    }
}
