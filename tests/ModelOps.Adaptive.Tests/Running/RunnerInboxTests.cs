using System.Runtime.CompilerServices;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class RunnerInboxTests : IDisposable
{
    private static readonly Proposal Proposed = new(new([KeyValuePair.Create("x", ParameterValue.From(1.0))]), [10, 20, 30]);

    private readonly Campaign _campaign = new() { LeaseDuration = TimeSpan.FromSeconds(30) };

    private RunnerOptions Options => new("mine", _campaign.Clock) { AnswerWithin = TimeSpan.FromSeconds(20) };

    public void Dispose() => _campaign.Dispose();

    [Fact]
    public async Task Withdrawn_task_is_not_given_to_the_engine()
    {
        await using var store = await _campaign.OpenAsync();
        var started = new List<ulong>();
        using var gate = new SemaphoreSlim(0);
        await using var engine = new HostileEngine(new HostileBehaviour(0), ToyModel.Simulate)
        {
            Starting = task =>
            {
                started.Add(task.Seed);
                return gate.WaitAsync(Campaign.Token);
            },
        };
        await using var inbox = new RunnerInbox(store, engine, Options, Campaign.Token);
        for (var replicate = 0; replicate < 3; replicate++) inbox.Simulate(new(0, 1), TrialOf(store), replicate);
        inbox.Withdraw(task => task.Replicate == 1);
        inbox.Outstanding.ShouldBe(2);
        gate.Release(3);
        var answers = await TakeOutcomesAsync(inbox, 2);
        started.ShouldBe([10UL, 30UL]);
        answers.Select(answer => inbox.Answered(answer.TaskId)!.Replicate).ShouldBe([0, 2]);
        inbox.Outstanding.ShouldBe(0);
    }

    [Fact]
    public async Task Leases_are_renewed_at_every_tick_whatever_the_runner_is_doing()
    {
        await using var store = await _campaign.OpenAsync();
        await store.AppendRoundAsync(0, [Proposed], Campaign.Token);
        await using var engine = new HostileEngine(new HostileBehaviour(0), ToyModel.Simulate);
        await using var inbox = new RunnerInbox(store, engine, Options, Campaign.Token);
        await AwaitFirstTickAsync(inbox);
        await store.LeaseAsync("mine", 1, Campaign.Token);
        for (var i = 0; i < 5; i++)
        {
            _campaign.Clock.Advance(TimeSpan.FromSeconds(20));
            while (!(await inbox.TakeAsync(Campaign.Token))!.Ticked)
            {
                // Other news.
            }
            (await store.LeaseAsync("other", 1, Campaign.Token)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Overdue_task_is_given_again_and_its_first_answer_counts_for_nothing()
    {
        await using var store = await _campaign.OpenAsync();
        await using var engine = new HostileEngine(new HostileBehaviour(0), ToyModel.Simulate);
        await using var inbox = new RunnerInbox(store, engine, Options, Campaign.Token);
        inbox.Simulate(new(0, 1), TrialOf(store), 0);
        var first = (await TakeOutcomesAsync(inbox, 1)).Single();
        inbox.SimulateOverdueAgain();
        _campaign.Clock.Advance(TimeSpan.FromSeconds(21));
        inbox.SimulateOverdueAgain();
        var second = (await TakeOutcomesAsync(inbox, 1)).Single();
        second.TaskId.ShouldNotBe(first.TaskId);
        inbox.Answered(first.TaskId).ShouldBeNull();
        inbox.Answered(second.TaskId)!.Replicate.ShouldBe(0);
        inbox.Answered(second.TaskId).ShouldBeNull();
    }

    [Fact]
    public async Task Engine_that_ends_before_the_study_is_an_error_after_its_last_answers()
    {
        await using var store = await _campaign.OpenAsync();
        await using var engine = new OneAnswerEngine();
        await using var inbox = new RunnerInbox(store, engine, Options, Campaign.Token);
        inbox.Simulate(new(0, 1), TrialOf(store), 0);
        inbox.Answered((await TakeOutcomesAsync(inbox, 1)).Single().TaskId).ShouldNotBeNull();
        var error = await Should.ThrowAsync<OutsideException>(() => TakeOutcomesAsync(inbox, 1));
        (error.Code, error.Retryable).ShouldBe(("engine_ended", true));
    }

    // The clock must go on until the inbox has set its timer.
    private async Task AwaitFirstTickAsync(RunnerInbox inbox)
    {
        for (var ticked = false; !ticked;)
        {
            var news = inbox.TakeAsync(Campaign.Token);
            while (!news.IsCompleted)
            {
                _campaign.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(news, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Campaign.Token));
            }
            ticked = (await news)!.Ticked;
        }
    }

    private static async Task<List<SimulationOutcome>> TakeOutcomesAsync(RunnerInbox inbox, int count)
    {
        var outcomes = new List<SimulationOutcome>();
        while (outcomes.Count < count) outcomes.AddRange((await inbox.TakeAsync(Campaign.Token))!.Outcomes);
        return outcomes;
    }

    private static Trial TrialOf(IStudyStore store)
    {
        var state = new StudyState(store.Header);
        state.Apply(new StudyEvent.RoundAppended(0, [Proposed]));
        return state.Trials[0];
    }

    private sealed class OneAnswerEngine : ISimulationEngine
    {
        public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(new PlatformFingerprint([]));

        public async IAsyncEnumerable<SimulationOutcome> RunAsync(
            IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var task in tasks.WithCancellation(cancellationToken))
            {
                yield return ToyModel.Simulate(task);
                yield break;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
