using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>
/// Runs a study to its end: asks the rounds that are due, leases trials, has them simulated, and commits what comes back. Several
/// runners may work on one store. One loop decides everything; what happens elsewhere reaches it through an inbox.
/// </summary>
/// <param name="rules">The numbers of the spec that shape the rounds.</param>
/// <param name="store">The study.</param>
/// <param name="algorithm">A fresh algorithm; it is brought up to the study's rounds.</param>
/// <param name="engine">What simulates.</param>
/// <param name="evaluator">What turns tables into losses.</param>
/// <param name="options">How.</param>
public sealed class StudyRunner(
    RoundRules rules,
    IStudyStore store,
    IAskTell algorithm,
    ISimulationEngine engine,
    TrialEvaluator evaluator,
    RunnerOptions options)
{
    private const int MaxErrorText = 64 << 10;

    private readonly StudyView _view = new(store);
    private readonly Proposer _proposer = new(algorithm, rules);
    private readonly LeasePace _pace = new(options);
    private readonly Dictionary<int, RunningTrial> _running = [];
    private readonly long _started = options.Time.GetTimestamp();

    /// <summary>
    /// Works until the study has ended. Cancelled, it leaves everything acknowledged in the store and gives its leases back.
    /// </summary>
    /// <returns>
    /// The study: ended, unless <see cref="RunnerOptions.Drain"/> was cancelled before its end. Of its trials it has forgotten those that it was done with.
    /// </returns>
    public async Task<StudyState> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(cancellationToken);
            return _view.State;
        }
        finally
        {
            // Only now: another runner may start the trials at once, and the engine's stream must have ended by then.
            await store.ReleaseAsync(options.Runner, CancellationToken.None);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        // Before anything is simulated: an adapter that proposes something else than before is not to be trusted with more.
        while (await _view.SyncSomeAsync(cancellationToken)) await CatchUpAsync(cancellationToken);
        await using var inbox = new RunnerInbox(store, engine, options, cancellationToken);
        await AdvanceAsync(inbox, certainly: true, cancellationToken);
        while (_view.State.Stopped is null && await inbox.TakeAsync(cancellationToken) is { } news)
        {
            await CommitAsync(inbox, news.Outcomes, cancellationToken);
            if (news.Ticked) await TickAsync(inbox, cancellationToken);
            await AdvanceAsync(inbox, news.Ticked || news.IsFree, cancellationToken);
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _proposer.CatchUpAsync(_view.State, cancellationToken);
        _view.State.Forget(_proposer.ToldRounds);
    }

    // Whether a lease has ended shows only by asking for it, which is certainly done at every tick.
    private async Task AdvanceAsync(RunnerInbox inbox, bool certainly, CancellationToken cancellationToken)
    {
        await _view.SyncAsync(cancellationToken);
        if (options.Drain.IsCancellationRequested) return;
        while (await StepAsync(inbox, cancellationToken)) await _view.SyncAsync(cancellationToken);
        _view.State.Forget(_proposer.ToldRounds);
        inbox.Withdraw(task => _view.State.IsRecorded(task.Lease.Trial, task.Replicate));
        if (_view.State.Stopped is null && (certainly || OthersMayBeFree())) await LeaseAsync(inbox, cancellationToken);
    }

    // True if the state may have changed, so that another step may be due.
    private async Task<bool> StepAsync(RunnerInbox inbox, CancellationToken cancellationToken)
    {
        switch (RoundPlanner.Next(rules, _view.State, _proposer.AlgorithmFinished, IsOutOfTime()))
        {
            case NextStep.Ask ask:
                var proposed = await _proposer.ProposeAsync(_view.State, ask, cancellationToken);
                if (proposed is null) return _proposer.AlgorithmFinished;
                var round = SeedAllotment.Allot(rules, _view.Used, proposed);
                var leases = await store.AppendAndLeaseAsync(ask.Round, round, options.Runner, Wanted(inbox), cancellationToken);
                await StartAsync(leases, inbox, cancellationToken);
                return true;
            case NextStep.Continue next:
                await store.AppendRoundAsync(next.Round, SeedAllotment.Continue(rules, _view.Used, next.Trials), cancellationToken);
                return true;
            case NextStep.Stop stop:
                await _proposer.TellTheRestAsync(_view.State, cancellationToken);
                await store.StopAsync(stop.Reason, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private bool OthersMayBeFree()
    {
        for (var trial = _view.State.TerminalTrials; trial < _view.State.Trials.Count; trial++)
        {
            if (_view.State.Trials[trial].Result is null && !_running.ContainsKey(trial)) return true;
        }
        return false;
    }

    private bool IsOutOfTime() => rules.Stops.MaxTime is { } limit && options.Time.GetElapsedTime(_started) >= limit;

    private async Task LeaseAsync(RunnerInbox inbox, CancellationToken cancellationToken)
    {
        while (Wanted(inbox) is > 0 and var wanted)
        {
            var leases = await store.LeaseAsync(options.Runner, wanted, cancellationToken);
            if (await StartAsync(leases, inbox, cancellationToken) || leases.Count < wanted) return;
        }
    }

    // How many trials more this runner has room for.
    private int Wanted(RunnerInbox inbox)
    {
        var room = _pace.Limit - inbox.Outstanding;
        return room > 0 ? Math.Max(1, room / rules.Replicates) : 0;
    }

    // True if one of the trials was complete already, all its replicates recorded under earlier leases: the study may have advanced.
    private async Task<bool> StartAsync(IReadOnlyList<TrialLease> leases, RunnerInbox inbox, CancellationToken cancellationToken)
    {
        var complete = new List<RunningTrial>();
        // A lease may be on a trial of a round that has just been appended.
        if (leases.Count > 0) await _view.SyncAsync(cancellationToken);
        foreach (var lease in leases)
        {
            var running = await StartAsync(lease, inbox, cancellationToken);
            if (running.IsComplete) complete.Add(running);
        }
        if (complete.Count > 0) await CommitAsync([], complete, cancellationToken);
        return complete.Count > 0;
    }

    private async Task<RunningTrial> StartAsync(TrialLease lease, RunnerInbox inbox, CancellationToken cancellationToken)
    {
        var trial = _view.State.Trials[lease.Trial];
        var running = new RunningTrial(lease, trial, await FirstPartAsync(trial, cancellationToken));
        _running[lease.Trial] = running;
        for (var replicate = 0; replicate < trial.Seeds.Count; replicate++)
        {
            if (trial.Replicates[replicate] is { } recorded) running.Know(replicate, recorded.Status, await ReadOutputAsync(recorded, cancellationToken));
            else inbox.Simulate(lease, trial, replicate);
        }
        return running;
    }

    private async Task<IReadOnlyList<(SimulationStatus Status, ReplicateOutput? Output)>> FirstPartAsync(Trial trial, CancellationToken cancellationToken)
    {
        if (trial.Continues is not { } number) return [];
        var replicates = new List<(SimulationStatus Status, ReplicateOutput? Output)>();
        foreach (var recorded in _view.State.Trials[number].Replicates) replicates.Add((recorded!.Status, await ReadOutputAsync(recorded, cancellationToken)));
        return replicates;
    }

    private async Task<ReplicateOutput?> ReadOutputAsync(ReplicateResult recorded, CancellationToken cancellationToken)
    {
        if (recorded.Status != SimulationStatus.Completed) return null;
        var tables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (name, digest) in recorded.Tables.Where(table => evaluator.Reads(table.Key)))
            tables[name] = await store.ReadTableAsync(digest, cancellationToken);
        return evaluator.Reduce(tables);
    }

    private async Task CommitAsync(RunnerInbox inbox, IReadOnlyList<SimulationOutcome> outcomes, CancellationToken cancellationToken)
    {
        var results = new List<(TrialLease, ReplicateResult)>();
        var complete = new List<RunningTrial>();
        foreach (var outcome in outcomes)
        {
            if (inbox.Answered(outcome.TaskId) is not { } task) continue;
            _pace.Took(outcome.Duration);
            if (!_running.TryGetValue(task.Lease.Trial, out var running) || running.Lease != task.Lease) continue;
            var (judged, output) = Judge(outcome);
            running.Know(task.Replicate, judged.Status, output);
            results.Add((task.Lease, ToResult(task, judged)));
            if (running.IsComplete) complete.Add(running);
        }
        if (results.Count > 0) await CommitAsync(results, complete, cancellationToken);
    }

    private async Task CommitAsync(
        IReadOnlyList<(TrialLease, ReplicateResult)> results, IReadOnlyList<RunningTrial> complete, CancellationToken cancellationToken)
    {
        var told = new List<(TrialLease Lease, StudyEvent.TrialTold Told)>();
        foreach (var running in complete)
            told.Add((running.Lease, Bounded(await evaluator.EvaluateAsync(running.Trial, running.Statuses, running.Outputs, cancellationToken))));
        var refused = await store.CommitAsync(new(results, told), cancellationToken);
        foreach (var trial in refused.Concat(told.Select(entry => entry.Lease.Trial))) _running.Remove(trial);
        await _view.SyncAsync(cancellationToken);
        ReportProgress();
    }

    // A table that lacks an observed key is the fault of this one simulation: an epidemic may end before the observations do. A
    // missing table or column is a fault of model and spec, and ends the study.
    private (SimulationOutcome Outcome, ReplicateOutput? Output) Judge(SimulationOutcome outcome)
    {
        if (outcome.Status != SimulationStatus.Completed) return (outcome, null);
        try
        {
            return (outcome, evaluator.Reduce(outcome.Tables));
        }
        catch (InvalidInputException fault) when (fault.Code is Alignment.MissingKey or Alignment.DuplicateKey)
        {
            var error = new SimulationError(fault.Code, fault.Message, "");
            return (outcome with { Status = SimulationStatus.Failed, Tables = SimulationOutcome.NoTables, Error = error }, null);
        }
    }

    private ReplicateResult ToResult(OutstandingTask task, SimulationOutcome outcome) => new(
        task.Lease.Trial,
        task.Replicate,
        outcome.Status,
        outcome.Tables.ToDictionary(table => table.Key, table => store.AddTable(table.Value), StringComparer.Ordinal),
        outcome.Error is { } error ? Bounded(error) : null);

    private static StudyEvent.TrialTold Bounded(StudyEvent.TrialTold told) =>
        told.Failure is { } failure ? told with { Failure = failure with { Error = Bounded(failure.Error) } } : told;

    private static SimulationError Bounded(SimulationError error) => new(Beginning(error.Type), Beginning(error.Message), Beginning(error.Traceback));

    // A model may raise megabytes, and a record of the study has bounds.
    private static string Beginning(string text) =>
        text.Length <= MaxErrorText ? text : $"{text.AsSpan(0, MaxErrorText)}... ({text.Length} characters in all)";

    private async Task TickAsync(RunnerInbox inbox, CancellationToken cancellationToken)
    {
        inbox.SimulateOverdueAgain();
        if (options.CancelRequested()) await store.StopAsync(StopReason.Cancelled, cancellationToken);
    }

    private void ReportProgress()
    {
        var state = _view.State;
        options.Progress?.Report(new(state.ToldTrials, rules.MaxTrials, state.FailedTrials, state.Best?.Result!.Loss));
    }
}
