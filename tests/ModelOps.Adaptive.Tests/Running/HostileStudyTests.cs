using ModelOps.Adaptive.Studies;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class HostileStudyTests
{
    [Theory]
    [InlineData(1, 0, 4)]
    [InlineData(1, 2, 4)]
    [InlineData(2, 0, 5)]
    [InlineData(2, 2, 3)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 18)]
    public async Task Digest_is_the_same_whatever_the_engines_and_however_many_runners(int runners, int lookahead, int batchSize)
    {
        var rules = ToyStudy.Rules(batchSize, lookahead);
        using var reference = new Campaign { Rules = rules };
        var expected = await reference.PlainAsync();
        foreach (var seed in Cycles.Of(12))
        {
            using var campaign = new Campaign { Rules = rules };
            var engines = Enumerable.Range(0, runners).Select(runner => HostileBehaviour.Worst((100 * seed) + (ulong)runner)).ToArray();
            var state = await campaign.RunAsync(engines);
            state.Digest.ShouldBe(expected.Digest, $"seed {seed}");
            AllIsCountedOnce(state);
        }
    }

    [Fact]
    public async Task Leases_that_expire_under_their_holders_change_nothing()
    {
        using var reference = new Campaign();
        var expected = await reference.PlainAsync();
        foreach (var seed in Cycles.Of(12))
        {
            // The clock runs through a lease at every idle moment of an engine, before its holder can renew it.
            using var campaign = new Campaign { LeaseDuration = TimeSpan.FromMilliseconds(500) };
            var state = await campaign.RunAsync(HostileBehaviour.Worst(seed), HostileBehaviour.Worst(seed + 1000));
            state.Digest.ShouldBe(expected.Digest, $"seed {seed}");
            AllIsCountedOnce(state);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Repeated_proposals_get_new_simulations_and_the_same_digest(int lookahead)
    {
        using var reference = new Campaign { Rules = ToyStudy.Rules(lookahead: lookahead), Algorithm = () => new FeedbackAlgorithm(18) { DistinctProposals = 2 } };
        var expected = await reference.PlainAsync();
        var state = await reference.RunAsync(HostileBehaviour.Worst(1), HostileBehaviour.Worst(2));
        state.Digest.ShouldBe(expected.Digest);
        state.Trials.SelectMany(trial => trial.Seeds.Select(seed => (trial.Parameters.Id, seed))).ShouldBeUnique();
        state.Trials.Select(trial => trial.Parameters.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Lookahead_changes_what_an_algorithm_sees_and_so_the_digest()
    {
        using var none = new Campaign();
        using var two = new Campaign { Rules = ToyStudy.Rules(lookahead: 2) };
        (await none.PlainAsync()).Digest.ShouldNotBe((await two.PlainAsync()).Digest);
    }

    private static void AllIsCountedOnce(StudyState state)
    {
        state.Stopped.ShouldBe(StopReason.Finished);
        state.Trials.Count.ShouldBe(18);
        state.TerminalTrials.ShouldBe(18);
        state.Trials.ShouldAllBe(trial => trial.Succeeded == 3);
    }
}
