using ModelOps.Adaptive.Studies;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class SharedStudyTests(PostgresFixture fixture)
{
    [Theory]
    [InlineData(1, 0, 4)]
    [InlineData(2, 2, 3)]
    [InlineData(3, 0, 5)]
    [InlineData(3, 2, 18)]
    public async Task Digest_is_the_same_whatever_the_engines_and_however_many_runners(int runners, int lookahead, int batchSize)
    {
        StudyState? expected = null;
        foreach (var seed in Cycles.Of(2))
        {
            var campaign = new SharedCampaign(await fixture.ServerAsync(), await (await fixture.ServerAsync()).CreateDatabaseAsync())
            {
                Rules = ToyStudy.Rules(batchSize, lookahead),
            };
            expected ??= await campaign.PlainAsync();
            var state = await campaign.RunAsync([.. Enumerable.Range(0, runners).Select(runner => HostileBehaviour.Worst((100 * seed) + (ulong)runner))]);
            state.Digest.ShouldBe(expected.Digest, $"seed {seed}");
            AllIsCountedOnce(state);
        }
    }

    [Fact]
    public async Task Leases_that_expire_under_their_holders_change_nothing()
    {
        var server = await fixture.ServerAsync();
        foreach (var seed in Cycles.Of(2))
        {
            var campaign = new SharedCampaign(server, await server.CreateDatabaseAsync()) { LeaseDuration = TimeSpan.FromMilliseconds(1) };
            var state = await campaign.RunAsync(HostileBehaviour.Worst(seed), HostileBehaviour.Worst(seed + 1000));
            state.Digest.ShouldBe((await campaign.PlainAsync()).Digest, $"seed {seed}");
            AllIsCountedOnce(state);
        }
    }

    [Fact]
    public async Task Other_runner_takes_over_what_a_cancelled_one_gives_back()
    {
        var campaign = await SharedCampaign.InAsync(fixture);
        using var cancel = new CancellationTokenSource();
        var starts = 0;
        var first = campaign.RunOneAsync(HostileBehaviour.Worst(1), cancel.Token, () =>
        {
            if (++starts == 9) cancel.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        var second = await campaign.RunOneAsync(HostileBehaviour.Worst(2), TestContext.Current.CancellationToken);
        second.Digest.ShouldBe((await campaign.PlainAsync()).Digest);
        AllIsCountedOnce(await campaign.RecordedAsync());
    }

    private static void AllIsCountedOnce(StudyState state)
    {
        state.Stopped.ShouldBe(StopReason.Finished);
        state.Trials.Count.ShouldBe(18);
        state.TerminalTrials.ShouldBe(18);
        state.Trials.ShouldAllBe(trial => trial.Succeeded == 3);
    }
}
