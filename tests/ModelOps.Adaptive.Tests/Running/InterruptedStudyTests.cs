using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Seeds;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class InterruptedStudyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Cancelled_at_any_point_and_resumed_afresh_gives_the_same_digest(int lookahead)
    {
        using var reference = new Campaign { Rules = ToyStudy.Rules(lookahead: lookahead) };
        var expected = await reference.PlainAsync();
        foreach (var seed in Cycles.Of(12))
        {
            using var campaign = new Campaign { Rules = ToyStudy.Rules(lookahead: lookahead) };
            var interruptions = 0UL;
            var starts = 0;
            StudyState? ended = null;
            while (ended is null)
            {
                var moment = 1 + (Seed.Common(seed, (long)interruptions++) % 30);
                ended = await RunUntilAsync(campaign, seed + interruptions, (int)moment, count => starts += count);
            }
            ended.Digest.ShouldBe(expected.Digest, $"seed {seed}");
            ended.Trials.ShouldAllBe(trial => trial.Succeeded == 3);
            interruptions.ShouldBeGreaterThan(1UL);
            starts.ShouldBeGreaterThanOrEqualTo(54);
        }
    }

    [Fact]
    public async Task Other_runner_takes_over_what_a_cancelled_one_leaves()
    {
        using var campaign = new Campaign();
        await using var store = await campaign.OpenAsync();
        using var ledger = new StartLedger(store);
        using var cancel = new CancellationTokenSource();
        var first = campaign.RunOneAsync(store, ledger, HostileBehaviour.Worst(1), "first", cancel.Token, cancel.Cancel);
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        var state = await campaign.RunOneAsync(store, ledger, HostileBehaviour.Worst(2), "second", Campaign.Token);
        state.Digest.ShouldBe((await campaign.PlainAsync()).Digest);
        ledger.Needless.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ended_study_is_not_run_again()
    {
        using var campaign = new Campaign();
        var ended = await campaign.RunAsync(new HostileBehaviour(1));
        await using var store = await campaign.OpenAsync();
        using var ledger = new StartLedger(store);
        var again = await campaign.RunOneAsync(store, ledger, new HostileBehaviour(1), "again", Campaign.Token);
        again.Digest.ShouldBe(ended.Digest);
        ledger.Starts.ShouldBe(0);
    }

    [Fact]
    public async Task Cancelled_on_request_the_study_has_ended_for_every_runner()
    {
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(1_000_000) };
        await using var store = await campaign.OpenAsync();
        using var ledger = new StartLedger(store);
        await using var engine = new HostileEngine(HostileBehaviour.Worst(3), ToyModel.Simulate) { Idle = () => campaign.Clock.Advance(TimeSpan.FromSeconds(1)) };
        var asked = new RunnerOptions("asked", campaign.Clock) { CancelRequested = () => ledger.Starts > 20, AnswerWithin = TimeSpan.FromSeconds(20) };
        var runner = new StudyRunner(campaign.Rules, store, new FeedbackAlgorithm(1_000_000), engine, campaign.Evaluator, asked);
        var both = await Task.WhenAll(
            Task.Run(() => runner.RunAsync(Campaign.Token), Campaign.Token),
            campaign.RunOneAsync(store, ledger, HostileBehaviour.Worst(4), "other", Campaign.Token));
        both.ShouldAllBe(state => state.Stopped == StopReason.Cancelled);
        await store.DisposeAsync();
        await using var reopened = await campaign.OpenAsync();
        (await reopened.ReadAsync(0, Campaign.Token))[^1].ShouldBeOfType<StudyEvent.Stopped>();
    }

    private static async Task<StudyState?> RunUntilAsync(Campaign campaign, ulong seed, int moment, Action<int> count)
    {
        await using var store = await campaign.OpenAsync();
        using var ledger = new StartLedger(store);
        using var cancel = new CancellationTokenSource();
        try
        {
            return await campaign.RunOneAsync(store, ledger, HostileBehaviour.Worst(seed), "runner", cancel.Token, () =>
            {
                if (Interlocked.Decrement(ref moment) == 0) cancel.Cancel();
            });
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            count(ledger.Starts);
            ledger.Needless.ShouldBeEmpty();
        }
    }
}
