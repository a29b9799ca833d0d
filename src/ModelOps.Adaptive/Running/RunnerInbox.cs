using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>
/// Joins what a runner waits for: the engine's answers, changes of the store by other runners, and ticks. It feeds the engine,
/// knows which simulations are outstanding, and keeps the runner's leases while the runner is busy with a slow algorithm.
/// </summary>
internal sealed class RunnerInbox : IAsyncDisposable
{
    private readonly Channel<SimulationTask> _tasks = Channel.CreateUnbounded<SimulationTask>();
    private readonly Channel<object> _messages = Channel.CreateUnbounded<object>();
    private readonly ConcurrentDictionary<long, OutstandingTask> _outstanding = [];
    private readonly RunnerOptions _options;
    private readonly CancellationTokenSource _stopping;
    private readonly CancellationTokenRegistration _draining;
    private readonly Task _pumps;
    private long _lastTask;

    public RunnerInbox(IStudyStore store, ISimulationEngine engine, RunnerOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The engine is given nothing more; its answers to what it has end its stream.
        _draining = options.Drain.Register(() => _tasks.Writer.TryComplete());
        _pumps = Task.WhenAll(PumpOutcomesAsync(engine), PumpChangesAsync(store), PumpTicksAsync(store));
    }

    /// <summary>How many simulations are unanswered.</summary>
    public int Outstanding => _outstanding.Count;

    /// <summary>Hands a replicate to the engine.</summary>
    public void Simulate(TrialLease lease, Trial trial, int replicate)
    {
        var task = new SimulationTask(++_lastTask, trial.Parameters, trial.Seeds[replicate]);
        _outstanding[task.Id] = new(lease, replicate, task, _options.Time.GetTimestamp());
        _tasks.Writer.TryWrite(task);
    }

    /// <summary>The outstanding task of an answer, which then is outstanding no more; <see langword="null"/> if it was answered before.</summary>
    public OutstandingTask? Answered(long taskId) => _outstanding.TryRemove(taskId, out var task) ? task : null;

    /// <summary>Forgets tasks that another runner has done: the engine is not given them any more, and its answers to them are ignored.</summary>
    public void Withdraw(Predicate<OutstandingTask> isDone)
    {
        foreach (var (id, task) in _outstanding)
        {
            if (isDone(task)) _outstanding.TryRemove(id, out _);
        }
    }

    /// <summary>Hands simulations that are unanswered for too long to the engine again; a late first answer then counts as none.</summary>
    public void SimulateOverdueAgain()
    {
        if (_options.AnswerWithin is not { } limit) return;
        foreach (var (id, late) in _outstanding.Where(entry => _options.Time.GetElapsedTime(entry.Value.Since) > limit).ToList())
        {
            _outstanding.TryRemove(id, out _);
            var again = late.Task with { Id = ++_lastTask };
            _outstanding[again.Id] = late with { Task = again, Since = _options.Time.GetTimestamp() };
            _tasks.Writer.TryWrite(again);
        }
    }

    /// <summary>Waits for news and takes all there is; <see langword="null"/> once the engine is drained and no more will come.</summary>
    public async Task<RunnerNews?> TakeAsync(CancellationToken cancellationToken)
    {
        var outcomes = new List<SimulationOutcome>();
        var (ticked, isFree) = (false, false);
        // Waiting throws what ended a pump, once everything before it is read.
        if (!await _messages.Reader.WaitToReadAsync(cancellationToken)) return null;
        while (_messages.Reader.TryRead(out var message))
        {
            if (message is SimulationOutcome outcome) outcomes.Add(outcome);
            ticked |= message is Tick;
            isFree |= message is Free;
        }
        return new(outcomes, ticked, isFree);
    }

    /// <summary>Ends the engine's stream and the pumps.</summary>
    public async ValueTask DisposeAsync()
    {
        _tasks.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _pumps;
        await _draining.DisposeAsync();
        _stopping.Dispose();
    }

    private Task PumpOutcomesAsync(ISimulationEngine engine) => PumpAsync(async () =>
    {
        await foreach (var outcome in engine.RunAsync(StillOutstandingAsync(_stopping.Token), _stopping.Token)) _messages.Writer.TryWrite(outcome);
        if (_options.Drain.IsCancellationRequested) _messages.Writer.TryComplete();
        else if (!_stopping.IsCancellationRequested)
            throw new OutsideException("engine_ended", "The simulation engine ended before the study did.", "Run the same command with --resume.", retryable: true);
    });

    private Task PumpChangesAsync(IStudyStore store) => PumpAsync(async () =>
    {
        for (var known = 0; ;)
        {
            var count = await store.WaitAsync(known, _stopping.Token);
            _messages.Writer.TryWrite(count > known ? new Change() : new Free());
            known = count;
        }
    });

    private Task PumpTicksAsync(IStudyStore store) => PumpAsync(async () =>
    {
        using var timer = new PeriodicTimer(_options.Tick, _options.Time);
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            await store.RenewAsync(_options.Runner, _stopping.Token);
            _messages.Writer.TryWrite(new Tick());
        }
    });

    // A task may have been withdrawn while it waited for room in the engine, or the runner is to end soon.
    private async IAsyncEnumerable<SimulationTask> StillOutstandingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var task in _tasks.Reader.ReadAllAsync(cancellationToken))
        {
            if (_options.Drain.IsCancellationRequested) yield break;
            if (_outstanding.ContainsKey(task.Id)) yield return task;
        }
    }

    // A pump's fault becomes the reader's, who is the one to deal with it.
    private async Task PumpAsync(Func<Task> pump)
    {
        try
        {
            await Task.Run(pump, CancellationToken.None);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
#pragma warning disable CA1031 // Not swallowed: handed over to the one reader, whose next read throws it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _messages.Writer.TryComplete(fault);
        }
    }

    private sealed record Change;

    private sealed record Free;

    private sealed record Tick;
}
