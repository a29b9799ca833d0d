using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Contracts.Parameters;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Stores.Embedded;

public sealed class RecentEventsTests
{
    [Fact]
    public async Task Events_of_long_ago_are_read_from_the_journal()
    {
        const int Rounds = 20_000;
        using var folder = new TemporaryFolder();
        await using var store = await EmbeddedStudyStore.CreateAsync(folder["run"], ToyStudy.Header(), new(TimeProvider.System), Token);
        for (var round = 0; round < Rounds; round++)
        {
            await store.AppendRoundAsync(round, [new(Point(round), [(ulong)round])], Token);
            // A commit makes the rounds before it durable, and those are what may be forgotten.
            if (round % 5000 == 4999)
            {
                var lease = (await store.LeaseAsync("one", 1, Token)).Single();
                await store.CommitAsync(new([(lease, new(lease.Trial, 0, Contracts.Simulation.SimulationStatus.Completed, new Dictionary<string, Contracts.Digests.Digest>(), null))], []), Token);
            }
        }
        var all = new List<StudyEvent>();
        for (IReadOnlyList<StudyEvent> next = []; all.Count == 0 || next.Count > 0; all.AddRange(next)) next = await store.ReadAsync(1 + all.Count, Token);
        all.OfType<StudyEvent.RoundAppended>().Select(next => (next.Round, next.Proposals[0].Parameters)).ShouldBe(Enumerable.Range(0, Rounds).Select(round => (round, Point(round))));
        (await store.ReadAsync(9000, Token))[0].ShouldBeOfType<StudyEvent.RoundAppended>().Round.ShouldBe(((StudyEvent.RoundAppended)all[8999]).Round);
        (await store.ReadAsync(all.Count, Token)).ShouldBe([all[^1]]);
        (await store.ReadAsync(all.Count + 1, Token)).ShouldBeEmpty();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ParameterSet Point(int round) => new([KeyValuePair.Create("x", ParameterValue.From(round / 7.0))]);
}
