using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class PrunedStudyTests(PostgresFixture fixture)
{
    private const int Proposals = 30;

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 5)]
    [InlineData(8, 7)]
    public async Task Digest_is_the_same_whatever_the_engines_and_however_many_runners(int runners, int batchSize)
    {
        using var reference = CampaignOf(batchSize);
        var expected = await reference.PlainAsync();
        foreach (var seed in Cycles.Of(6))
        {
            using var campaign = CampaignOf(batchSize);
            var state = await campaign.RunAsync([.. Enumerable.Range(0, runners).Select(runner => HostileBehaviour.Worst((100 * seed) + (ulong)runner))]);
            state.Digest.ShouldBe(expected.Digest, $"seed {seed}");
            IsWhole(state);
        }
    }

    [Fact]
    public async Task Cancelled_at_any_point_and_resumed_afresh_gives_the_same_digest()
    {
        using var reference = CampaignOf(5);
        var expected = await reference.PlainAsync();
        foreach (var seed in Cycles.Of(6))
        {
            using var campaign = CampaignOf(5);
            StudyState? ended = null;
            for (var interruption = 0; ended is null; interruption++) ended = await RunUntilAsync(campaign, 1 + (int)(Seed.Common(seed, interruption) % 30), seed);
            ended.Digest.ShouldBe(expected.Digest, $"seed {seed}");
            IsWhole(ended);
        }
    }

    [Fact]
    public async Task Runners_on_several_machines_give_the_digest_of_one_runner_on_its_own()
    {
        var server = await fixture.ServerAsync();
        var campaign = new SharedCampaign(server, await server.CreateDatabaseAsync()) { Rules = RulesOf(5), Algorithm = () => new FeedbackAlgorithm(Proposals) };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1), HostileBehaviour.Worst(2), HostileBehaviour.Worst(3));
        state.Digest.ShouldBe((await campaign.PlainAsync()).Digest);
        IsWhole(state);
    }

    [Fact]
    public async Task Algorithm_is_told_once_a_proposal_with_the_replicates_that_it_got()
    {
        var algorithm = new FeedbackAlgorithm(Proposals);
        using var campaign = new Campaign { Rules = RulesOf(5), Algorithm = () => algorithm };
        var state = await campaign.RunAsync(new HostileBehaviour(1));
        algorithm.Told.ShouldBe(Proposals);
        state.Simulations.ShouldBe(Proposals + (2L * state.Trials.Count(trial => trial.Continues is not null)));
    }

    [Fact]
    public async Task Trial_that_goes_on_has_the_loss_of_all_its_replicates()
    {
        // In one round nothing earlier prunes, so that all trials go on.
        using var pruned = CampaignOf(Proposals);
        using var whole = new Campaign { Rules = ToyStudy.Rules(Proposals), Algorithm = () => new FeedbackAlgorithm(Proposals) };
        var parts = await pruned.RunAsync(new HostileBehaviour(1));
        var expected = await whole.RunAsync(new HostileBehaviour(1));
        parts.Trials.Skip(Proposals).Select(trial => trial.Result!.Loss).ShouldBe(expected.Trials.Select(trial => trial.Result!.Loss));
        parts.Best!.Continues.ShouldBe(expected.Best!.Number);
        parts.Trials.Take(Proposals).Select(trial => trial.Result!.Loss).ShouldNotBe(expected.Trials.Select(trial => trial.Result!.Loss));
    }

    [Fact]
    public async Task Failed_first_part_does_not_go_on()
    {
        using var campaign = new Campaign { Rules = RulesOf(5), Algorithm = () => new FeedbackAlgorithm(10), Model = task => ToyModel.Ended(task, SimulationStatus.Failed) };
        var state = await campaign.RunAsync(new HostileBehaviour(1));
        (state.Trials.Count, state.FailedTrials, state.Simulations).ShouldBe((10, 10, 10L));
    }

    [Theory]
    [InlineData(13L, null, StopReason.MaxTrials)]
    [InlineData(null, 40L, StopReason.MaxSimulations)]
    public async Task Limits_count_proposals_and_all_simulations(long? trials, long? simulations, StopReason reason)
    {
        using var campaign = new Campaign { Rules = ToyStudy.Rules(5, maxTrials: trials, maxSimulations: simulations) with { Pruning = new(1) }, Algorithm = () => new FeedbackAlgorithm(1000) };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1));
        state.Stopped.ShouldBe(reason);
        if (trials is not null) state.Proposed.ShouldBe(13);
        state.Simulations.ShouldBeInRange(simulations - 2 ?? 13, simulations ?? 39);
    }

    [Fact]
    public async Task Repeated_parameters_are_measured_in_full()
    {
        using var campaign = new Campaign { Rules = RulesOf(4), Algorithm = () => new FeedbackAlgorithm(18) { DistinctProposals = 2 } };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1));
        state.Trials.Count(trial => trial.IsFirstPart).ShouldBe(2);
        state.Trials.SelectMany(trial => trial.Seeds.Select(seed => (trial.Parameters.Id, seed))).ShouldBeUnique();
        state.Trials.Count(trial => trial.Seeds.Count == 3).ShouldBe(16);
    }

    private static RoundRules RulesOf(int batchSize) => ToyStudy.Rules(batchSize) with { Pruning = new(1) };

    private static Campaign CampaignOf(int batchSize) => new() { Rules = RulesOf(batchSize), Algorithm = () => new FeedbackAlgorithm(Proposals) };

    private static void IsWhole(StudyState state)
    {
        (state.Stopped, state.Proposed, state.TerminalTrials).ShouldBe((StopReason.Finished, Proposals, state.Trials.Count));
        state.Trials.Where(trial => trial.Continues is not null).ShouldAllBe(trial => trial.Seeds.Count == 2 && IsFirst(state.Trials[trial.Continues!.Value], trial));
        state.Trials.Count(trial => trial is { IsFirstPart: true, ContinuedBy: null }).ShouldBeGreaterThan(2);
        state.Best!.IsFirstPart.ShouldBeFalse();
    }

    private static bool IsFirst(Trial first, Trial second) => first.ContinuedBy == second && first.Parameters.Equals(second.Parameters) && first.Round + 1 == second.Round;

    // Null if it was cancelled before its end.
    private static async Task<StudyState?> RunUntilAsync(Campaign campaign, int moment, ulong seed)
    {
        await using var store = await campaign.OpenAsync();
        using var ledger = new StartLedger(store);
        using var cancel = new CancellationTokenSource();
        var moments = 0;
        try
        {
            return await campaign.RunOneAsync(store, ledger, HostileBehaviour.Worst(seed), "runner", cancel.Token, () =>
            {
                if (Interlocked.Increment(ref moments) == moment) cancel.Cancel();
            });
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
