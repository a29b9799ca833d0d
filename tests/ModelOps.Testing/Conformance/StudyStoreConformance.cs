using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Testing.Studies;
using Shouldly;
using Xunit;

namespace ModelOps.Testing.Conformance;

/// <summary>What every <see cref="IStudyStore"/> must do.</summary>
public abstract class StudyStoreConformance
{
    /// <summary>How long a lease of the store must hold.</summary>
    protected static TimeSpan LeaseDuration { get; } = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates the study.</summary>
    protected abstract Task<IStudyStore> CreateAsync(StudyHeader header);

    /// <summary>What a new process finds if the one with the store died just now.</summary>
    protected abstract Task<IStudyStore> ReopenAfterCrashAsync();

    /// <summary>Lets time pass for the store's leases.</summary>
    protected abstract Task AdvanceAsync(TimeSpan by);

    [Fact]
    public async Task New_study_has_its_creation_as_only_event()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        var events = await store.ReadAsync(0, Token);
        events.ShouldHaveSingleItem().ShouldBeOfType<StudyEvent.Created>().Header.Run.ShouldBe("toy-1");
        (await store.LeaseAsync("a", 5, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task First_append_of_a_round_is_the_round_whoever_comes_second()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1, 2), Token);
        await store.AppendRoundAsync(0, Proposals(7, 8, 9), Token);
        (await StateOf(store)).Trials.Select(trial => trial.Parameters.Canonical).ShouldBe(["{\"x\":1}", "{\"x\":2}"]);
    }

    [Fact]
    public async Task Many_callers_at_once_append_a_round_once()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => store.AppendRoundAsync(0, Proposals(i), Token), Token)));
        (await store.ReadAsync(1, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_asks_first_leases_with_the_round_and_whoever_comes_second_gets_nothing()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        (await store.AppendAndLeaseAsync(0, Proposals(1, 2, 3), "a", 2, Token)).Select(lease => lease.Trial).ShouldBe([0, 1]);
        (await store.AppendAndLeaseAsync(0, Proposals(1, 2, 3), "b", 3, Token)).ShouldBeEmpty();
        var last = (await store.LeaseAsync("b", 3, Token)).ShouldHaveSingleItem();
        (await store.CommitAsync(Whole(last, 1.0), Token)).ShouldBeEmpty();
        (await StateOf(store)).Trials.Select(trial => trial.Result is null).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Who_asks_leases_what_was_left_of_earlier_rounds_first()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1, 2), Token);
        await store.LeaseAsync("a", 1, Token);
        (await store.AppendAndLeaseAsync(1, Proposals(3, 4), "b", 2, Token)).Select(lease => lease.Trial).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Round_that_leaves_one_out_is_refused_and_harms_nothing()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => store.AppendRoundAsync(1, Proposals(1), Token));
        await store.AppendRoundAsync(0, Proposals(1), Token);
        await RunAsync(store, "a", 1);
        await using var reopened = await ReopenAfterCrashAsync();
        (await StateOf(reopened)).TerminalTrials.ShouldBe(1);
    }

    [Fact]
    public async Task Trial_is_leased_to_one_runner_the_earliest_first()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1, 2, 3), Token);
        (await store.LeaseAsync("a", 2, Token)).Select(lease => lease.Trial).ShouldBe([0, 1]);
        (await store.LeaseAsync("b", 5, Token)).Select(lease => lease.Trial).ShouldBe([2]);
        (await store.LeaseAsync("a", 5, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_runners_at_once_lease_every_trial_once()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals([.. Enumerable.Range(0, 100)]), Token);
        var leased = await Task.WhenAll(Enumerable.Range(0, 8).Select(runner => Task.Run(
            async () =>
            {
                var mine = new List<TrialLease>();
                while (await store.LeaseAsync($"runner {runner}", 3, Token) is { Count: > 0 } more) mine.AddRange(more);
                return mine;
            },
            Token)));
        leased.SelectMany(lease => lease).Select(lease => lease.Trial).Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Expired_lease_goes_to_another_runner_and_its_old_holder_is_refused()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var old = (await store.LeaseAsync("a", 1, Token)).Single();
        await AdvanceAsync(LeaseDuration);
        var taken = (await store.LeaseAsync("b", 1, Token)).Single();
        taken.Fence.ShouldBeGreaterThan(old.Fence);
        (await store.CommitAsync(Whole(old, 1.0), Token)).ShouldBe([0]);
        (await StateOf(store)).Trials[0].Replicates.ShouldAllBe(replicate => replicate == null);
        (await store.CommitAsync(Whole(taken, 2.0), Token)).ShouldBeEmpty();
        (await StateOf(store)).Trials[0].Result!.Loss.ShouldBe(2.0);
    }

    [Fact]
    public async Task Expired_lease_that_nobody_took_is_still_good()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        await AdvanceAsync(10 * LeaseDuration);
        (await store.CommitAsync(Whole(lease, 1.0), Token)).ShouldBeEmpty();
        (await StateOf(store)).Trials[0].Result!.Loss.ShouldBe(1.0);
    }

    [Fact]
    public async Task Renewed_lease_outlives_its_first_term()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        await store.LeaseAsync("a", 1, Token);
        for (var i = 0; i < 3; i++)
        {
            await AdvanceAsync(LeaseDuration * 0.9);
            await store.RenewAsync("a", Token);
        }
        (await store.LeaseAsync("b", 1, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Released_trial_can_be_leased_at_once_and_the_old_lease_is_void()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1, 2), Token);
        var released = (await store.LeaseAsync("a", 1, Token)).Single();
        await store.LeaseAsync("b", 1, Token);
        await store.ReleaseAsync("a", Token);
        (await store.CommitAsync(Whole(released, 1.0), Token)).ShouldBe([0]);
        (await store.LeaseAsync("c", 5, Token)).Select(lease => lease.Trial).ShouldBe([0]);
    }

    [Fact]
    public async Task Replicate_recorded_again_is_ignored()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        var batch = new StudyBatch([(lease, Replicate(0, 0)), (lease, Replicate(0, 0))], []);
        (await store.CommitAsync(batch, Token)).ShouldBeEmpty();
        (await store.CommitAsync(batch, Token)).ShouldBeEmpty();
        (await store.ReadAsync(2, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Same_result_again_is_no_news_also_under_a_stale_fence()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = await RunAsync(store, "a", 1.5);
        var before = (await store.ReadAsync(0, Token)).Count;
        (await store.CommitAsync(Whole(lease, 1.5), Token)).ShouldBeEmpty();
        (await store.ReadAsync(0, Token)).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData(TrialStatus.Completed, 2.5)]
    [InlineData(TrialStatus.Failed, double.NaN)]
    public async Task Different_result_is_refused_and_changes_nothing(TrialStatus status, double loss)
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = await RunAsync(store, "a", 1.5);
        var other = new StudyBatch([], [(lease, new(0, status, loss))]);
        (await Should.ThrowAsync<ConflictException>(() => store.CommitAsync(other, Token))).Code.ShouldBe("result_conflict");
        (await StateOf(store)).Trials[0].Result!.Loss.ShouldBe(1.5);
    }

    [Fact]
    public async Task Result_of_a_trial_with_a_replicate_missing_is_refused_and_harms_nothing()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        var early = new StudyBatch([(lease, Replicate(0, 0))], [(lease, new(0, TrialStatus.Completed, 1.0))]);
        await Should.ThrowAsync<InvalidOperationException>(() => store.CommitAsync(early, Token));
        (await store.CommitAsync(Whole(lease, 1.0), Token)).ShouldBeEmpty();
        await using var reopened = await ReopenAfterCrashAsync();
        (await StateOf(reopened)).Trials[0].Result!.Loss.ShouldBe(1.0);
    }

    [Fact]
    public async Task Everything_acknowledged_is_there_after_a_crash_bit_for_bit()
    {
        double[] losses = [0.1, -0.0, double.Epsilon, double.MaxValue, -1e-300, 1.0 / 3, double.NaN];
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals([.. Enumerable.Range(0, losses.Length)]), Token);
        foreach (var lease in await store.LeaseAsync("a", losses.Length, Token)) await store.CommitAsync(Whole(lease, losses[lease.Trial]), Token);
        var before = await StateOf(store);
        await using var reopened = await ReopenAfterCrashAsync();
        var after = await StateOf(reopened);
        after.TerminalTrials.ShouldBe(losses.Length);
        after.Digest.ShouldBe(before.Digest);
        after.Trials.Select(trial => BitConverter.DoubleToInt64Bits(trial.Result!.Loss)).ShouldBe(losses.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public async Task Table_of_an_acknowledged_replicate_is_there_after_a_crash()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        var tables = new Dictionary<string, Contracts.Digests.Digest> { ["out"] = store.AddTable("some bytes"u8.ToArray()) };
        await store.CommitAsync(new([(lease, new(0, 0, SimulationStatus.Completed, tables, null))], []), Token);
        await using var reopened = await ReopenAfterCrashAsync();
        var recorded = (await StateOf(reopened)).Trials[0].Replicates[0]!;
        (await reopened.ReadTableAsync(recorded.Tables["out"], Token)).ToArray().ShouldBe("some bytes"u8.ToArray());
    }

    [Fact]
    public async Task Error_of_a_replicate_is_kept_whatever_its_text()
    {
        var error = new SimulationError("Ошибка", "nul \0, quote \", half a pair \ud800, line\nend", new string('t', 100_000));
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1), Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        var failed = new ReplicateResult(0, 0, SimulationStatus.Failed, new Dictionary<string, Contracts.Digests.Digest>(), error);
        await store.CommitAsync(new([(lease, failed)], []), Token);
        await using var reopened = await ReopenAfterCrashAsync();
        var kept = (await StateOf(reopened)).Trials[0].Replicates[0]!.Error!;
        kept.ShouldBe(error with { Message = error.Message.Replace('\ud800', '\ufffd') });
    }

    [Fact]
    public async Task Leases_of_a_dead_process_hold_nobody_up()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1, 2), Token);
        await RunAsync(store, "a", 1.0);
        await store.LeaseAsync("a", 1, Token);
        await using var reopened = await ReopenAfterCrashAsync();
        await AdvanceAsync(LeaseDuration);
        (await reopened.LeaseAsync("b", 5, Token)).Select(lease => lease.Trial).ShouldBe([1]);
    }

    [Fact]
    public async Task Stop_is_final()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.AppendRoundAsync(0, Proposals(1, 2), Token);
        var lease = (await store.LeaseAsync("a", 1, Token)).Single();
        await store.StopAsync(StopReason.Cancelled, Token);
        await store.StopAsync(StopReason.MaxTrials, Token);
        (await store.AppendAndLeaseAsync(1, Proposals(3), "b", 5, Token)).ShouldBeEmpty();
        (await store.CommitAsync(Whole(lease, 1.0), Token)).ShouldBe([0]);
        (await store.LeaseAsync("b", 5, Token)).ShouldBeEmpty();
        await using var reopened = await ReopenAfterCrashAsync();
        var state = await StateOf(reopened);
        state.Stopped.ShouldBe(StopReason.Cancelled);
        state.Trials.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Waiting_ends_with_the_next_event_and_events_come_in_their_order()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        (await store.WaitAsync(0, Token)).ShouldBe(1);
        var waiting = store.WaitAsync(1, Token);
        waiting.IsCompleted.ShouldBeFalse();
        await store.AppendRoundAsync(0, Proposals(1), Token);
        // It may have ended before, to say that it is time to look for free trials.
        while (await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token) is var count and not 2) waiting = store.WaitAsync(count, Token);
        await RunAsync(store, "a", 1.0);
        (await store.ReadAsync(1, Token)).Select(next => next.GetType().Name).ShouldBe(["RoundAppended", "ReplicateRecorded", "ReplicateRecorded", "TrialTold"]);
    }

    [Fact]
    public async Task Losses_by_target_and_the_failure_of_a_trial_are_kept_and_leave_the_digest_alone()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        var failure = new TrialFailure(new("ValueError", "no cases", "line 7, in loss"), IsEnvironmental: true);
        await store.AppendRoundAsync(0, Proposals(1, 2), Token);
        foreach (var lease in await store.LeaseAsync("a", 2, Token))
        {
            var (whole, good) = (Whole(lease, lease.Trial == 0 ? 1.5 : double.NaN), lease.Trial == 0);
            await store.CommitAsync(whole with { Told = [(lease, whole.Told[0].Told with { Losses = good ? [0.1, 1e-300] : [], Failure = good ? null : failure })] }, Token);
        }
        await using var reopened = await ReopenAfterCrashAsync();
        var (state, without) = (await StateOf(reopened), new StudyState(reopened.Header));
        state.Trials[0].Losses.ShouldBe([0.1, 1e-300]);
        (state.Trials[1].Losses.Count, state.Trials[1].Failure, state.IsReproducible).ShouldBe((0, failure, false));
        foreach (var next in await reopened.ReadAsync(1, Token)) without.Apply(next is StudyEvent.TrialTold told ? new StudyEvent.TrialTold(told.Trial, told.Status, told.Loss) : next);
        state.Digest.ShouldBe(without.Digest);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        using var giveUp = new CancellationTokenSource();
        var waiting = store.WaitAsync(1, giveUp.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private static Proposal[] Proposals(params int[] values) =>
        [.. values.Select(value => new Proposal(new([KeyValuePair.Create("x", ParameterValue.From((System.Numerics.BigInteger)value))]), [11, ulong.MaxValue]))];

    private static ReplicateResult Replicate(int trial, int replicate) =>
        new(trial, replicate, SimulationStatus.Completed, new Dictionary<string, Contracts.Digests.Digest>(), null);

    // Both replicates and the result of the trial that is leased.
    private static StudyBatch Whole(TrialLease lease, double loss) => new(
        [(lease, Replicate(lease.Trial, 0)), (lease, Replicate(lease.Trial, 1))],
        [(lease, new(lease.Trial, double.IsNaN(loss) ? TrialStatus.Failed : TrialStatus.Completed, loss))]);

    private static async Task<TrialLease> RunAsync(IStudyStore store, string runner, double loss)
    {
        var lease = (await store.LeaseAsync(runner, 1, Token)).Single();
        (await store.CommitAsync(Whole(lease, loss), Token)).ShouldBeEmpty();
        return lease;
    }

    private static async Task<StudyState> StateOf(IStudyStore store)
    {
        var events = await store.ReadAsync(0, Token);
        var state = new StudyState(((StudyEvent.Created)events[0]).Header);
        foreach (var next in events.Skip(1)) state.Apply(next);
        return state;
    }
}
