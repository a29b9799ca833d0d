using ModelOps.Adaptive.Stores.Journals;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Content;
using ModelOps.Durability.Logs;

namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>
/// The store of one machine: a journal of events in <c>journal/</c> and the output tables in <c>tables/</c> of the run's folder.
/// Several runners may share one instance; a second process is refused by the journal's lock, which the end of the holder frees.
/// </summary>
public sealed class EmbeddedStudyStore : IStudyStore
{
    private readonly SegmentedLog _journal;
    private readonly ContentStore _tables;
    private readonly LeaseTable _leases;
    private readonly StudyState _state;
    private readonly RecentEvents _events;
    private readonly SemaphoreSlim _committing = new(1, 1);
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EmbeddedStudyStore((SegmentedLog Journal, ContentStore Tables) logs, EmbeddedStoreOptions options, RecentEvents events, StudyState state)
    {
        (_journal, _tables) = logs;
        _leases = new(options.Time, options.LeaseDuration);
        _events = events;
        _state = state;
    }

    /// <inheritdoc />
    public StudyHeader Header => _state.Header;

    /// <summary>What was cut off the journal's end when it was opened: a record that was being written when its process ended.</summary>
    public LogRecovery? Recovery => _journal.Recovery;

    /// <summary>Creates a run's folder and the study in it.</summary>
    /// <exception cref="ConflictException">Code <c>locked</c>, naming the process that holds it.</exception>
    public static async Task<EmbeddedStudyStore> CreateAsync(string folder, StudyHeader header, EmbeddedStoreOptions options, CancellationToken cancellationToken)
    {
        using var opened = new OpenedJournal(folder);
        if (opened.Log.DurableCount > 0) throw new ConflictException("run_exists", $"Run '{header.Run}' exists already.", "Add --resume to go on with it.");
        var created = new StudyEvent.Created(header);
        opened.Log.Append(JournalCodec.Encode(created));
        await opened.Log.FlushAsync(cancellationToken);
        var events = new RecentEvents(opened.Log);
        events.Add(created);
        return new(opened.Take(), options, events, new(header));
    }

    /// <summary>Opens a run's folder. A torn end of the journal is repaired; anything else that does not fit is an error.</summary>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>: the folder holds no study.</exception>
    /// <exception cref="ConflictException">Code <c>locked</c>, naming the process that holds it.</exception>
    /// <exception cref="CorruptDataException">The journal is not what was written.</exception>
    public static EmbeddedStudyStore Open(string folder, EmbeddedStoreOptions options)
    {
        if (!StudyFolder.HasStudy(folder)) throw StudyFolder.NotFound(folder);
        using var opened = new OpenedJournal(folder);
        var events = new RecentEvents(opened.Log);
        var state = StudyFolder.Fold(opened.Log.Read(), folder, (state, next) =>
        {
            state.Forget(state.TerminalRounds);
            events.Add(next);
        });
        return new(opened.Take(), options, events, state);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StudyEvent>> ReadAsync(int after, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_events.After(after));
    }

    /// <inheritdoc />
    public async Task<int> WaitAsync(int after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_events.Count > after) return _events.Count;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task AppendRoundAsync(int round, IReadOnlyList<Proposal> proposals, CancellationToken cancellationToken) =>
        AppendAndLeaseAsync(round, proposals, "", 0, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<TrialLease>> AppendAndLeaseAsync(
        int round, IReadOnlyList<Proposal> proposals, string runner, int count, CancellationToken cancellationToken)
    {
        var leases = new List<TrialLease>();
        await CommittingAsync(
            () =>
            {
                if (round < _state.Rounds || _state.Stopped is not null) return Task.CompletedTask;
                ArgumentOutOfRangeException.ThrowIfGreaterThan(round, _state.Rounds);
                // Not flushed: the results of its trials follow in the same log, so none of them is durable without it.
                Happen([new StudyEvent.RoundAppended(round, proposals)]);
                leases = FreeTrials(runner, count);
                return Task.CompletedTask;
            },
            cancellationToken);
        return leases;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TrialLease>> LeaseAsync(string runner, int count, CancellationToken cancellationToken)
    {
        var leases = new List<TrialLease>();
        await CommittingAsync(
            () =>
            {
                if (_state.Stopped is null) leases = FreeTrials(runner, count);
                return Task.CompletedTask;
            },
            cancellationToken);
        return leases;
    }

    /// <inheritdoc />
    public Task RenewAsync(string runner, CancellationToken cancellationToken) =>
        CommittingAsync(() => { _leases.Renew(runner); return Task.CompletedTask; }, cancellationToken);

    /// <inheritdoc />
    public Task ReleaseAsync(string runner, CancellationToken cancellationToken) =>
        CommittingAsync(() => { _leases.Release(runner); return Task.CompletedTask; }, cancellationToken);

    /// <inheritdoc />
    public Digest AddTable(ReadOnlyMemory<byte> arrow) => _tables.Add(arrow);

    /// <inheritdoc />
    public async Task<ReadOnlyMemory<byte>> ReadTableAsync(Digest digest, CancellationToken cancellationToken)
    {
        await using var content = await _tables.OpenAsync(digest, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <inheritdoc />
    public async Task<IReadOnlySet<int>> CommitAsync(StudyBatch batch, CancellationToken cancellationToken)
    {
        var refused = new HashSet<int>();
        await CommittingAsync(
            async () =>
            {
                var happened = BatchRules.EventsOf(_state, batch, _leases.Holds, refused);
                if (happened.Count == 0) return;
                await _tables.FlushAsync(cancellationToken);
                await HappenDurablyAsync(happened);
            },
            cancellationToken);
        return refused;
    }

    /// <inheritdoc />
    public Task StopAsync(StopReason reason, CancellationToken cancellationToken) => CommittingAsync(
        async () =>
        {
            if (_state.Stopped is not null) return;
            await HappenDurablyAsync([new StudyEvent.Stopped(reason, _state.Digest)]);
        },
        cancellationToken);

    /// <summary>Closes the journal and frees its lock.</summary>
    public ValueTask DisposeAsync()
    {
        _tables.Dispose();
        _journal.Dispose();
        _committing.Dispose();
        return ValueTask.CompletedTask;
    }

    private List<TrialLease> FreeTrials(string runner, int count)
    {
        var leases = new List<TrialLease>();
        for (var i = _state.TerminalTrials; i < _state.Trials.Count && leases.Count < count; i++)
        {
            if (_state.Trials[i].Result is null && _leases.TryLease(i, runner) is { } lease) leases.Add(lease);
        }
        return leases;
    }

    private async Task CommittingAsync(Func<Task> commit, CancellationToken cancellationToken)
    {
        await _committing.WaitAsync(cancellationToken);
        try
        {
            await commit();
        }
        finally
        {
            _committing.Release();
        }
    }

    private async Task HappenDurablyAsync(IReadOnlyList<StudyEvent> happened)
    {
        Append(happened);
        // Once appended, an event may become durable, so that the wait for it must not be given up half-way.
        await _journal.FlushAsync(CancellationToken.None);
        Apply(happened);
    }

    private void Happen(IReadOnlyList<StudyEvent> happened)
    {
        Append(happened);
        Apply(happened);
    }

    private void Append(IReadOnlyList<StudyEvent> happened)
    {
        foreach (var next in happened) _journal.Append(JournalCodec.Encode(next));
    }

    private void Apply(IReadOnlyList<StudyEvent> happened)
    {
        foreach (var next in happened)
        {
            _state.Apply(next);
            if (next is StudyEvent.TrialTold told) _leases.Forget(told.Trial);
            if (next is StudyEvent.Stopped) _leases.Clear();
        }
        _state.Forget(_state.TerminalRounds);
        TaskCompletionSource changed;
        lock (_gate)
        {
            foreach (var next in happened) _events.Add(next);
        }
        lock (_gate) (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        changed.SetResult();
    }
}
