using System.Collections.Concurrent;
using ModelOps.Adaptive.Studies;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>
/// One study in a PostgreSQL database, for runners in several processes. A call that meets a server that can't be reached goes on
/// trying; whatever became of its first attempt, it takes effect once. <see cref="ReadAsync"/> gives what this process has seen: all
/// that its own calls did, and what others did before them.
/// </summary>
public sealed class PostgresStudyStore : IStudyStore
{
    private static readonly TimeSpan PatienceToRelease = TimeSpan.FromSeconds(5);

    private readonly PostgresDatabase _database;
    private readonly PostgresStoreOptions _options;
    private readonly StudyStatements _study;
    private readonly StudyHistory _history;
    private readonly PostgresContent _content;
    private readonly ConcurrentDictionary<string, long> _fences = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _calling = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly StudyFollower _follower;
    private readonly Lazy<Task> _following;
    private bool _uncertain;
    private int _countedEvents;

    private PostgresStudyStore(PostgresDatabase database, PostgresStoreOptions options, int study, StudyHistory history)
    {
        _database = database;
        _options = options;
        _study = new(study);
        _history = history;
        _content = new(database);
        _follower = new(database, options, _study.Channel, FollowAsync);
        _following = new(() => _follower.RunAsync(_closing.Token));
    }

    /// <inheritdoc />
    public StudyHeader Header => _history.Look(state => state.Header);

    /// <inheritdoc />
    public Task<IReadOnlyList<StudyEvent>> ReadAsync(int after, CancellationToken cancellationToken) => Task.FromResult(_history.After(after));

    /// <inheritdoc />
    public Task<int> WaitAsync(int after, CancellationToken cancellationToken)
    {
        _ = _following.Value;
        return _history.WaitAsync(after, cancellationToken);
    }

    /// <inheritdoc />
    public Task AppendRoundAsync(int round, IReadOnlyList<Proposal> proposals, CancellationToken cancellationToken) =>
        AppendAndLeaseAsync(round, proposals, "", 0, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TrialLease>> AppendAndLeaseAsync(
        int round, IReadOnlyList<Proposal> proposals, string runner, int count, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            var rounds = 0;
            var leases = new List<TrialLease>();
            await ExecuteAsync(_study.AskRound(new(round, proposals), Request(runner, count), known => rounds = known, leases.Add), cancellationToken);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(round, rounds);
            return Leased(runner, leases);
        },
        _options.Patience,
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TrialLease>> LeaseAsync(string runner, int count, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            var leases = new List<TrialLease>();
            await _database.ExecuteAsync([_study.Lease(Request(runner, count), leases.Add)], cancellationToken);
            _follower.Tried(leases.Count > 0);
            // A trial's parameters and what is recorded of it are among the events; who gets no trial need not read along.
            if (leases.Count > 0) await ReadNewsAsync(cancellationToken);
            return Leased(runner, leases);
        },
        _options.Patience,
        cancellationToken);

    /// <inheritdoc />
    public Task RenewAsync(string runner, CancellationToken cancellationToken) =>
        CallAsync(() => AloneAsync(_study.Renew(runner, _options.LeaseDuration), cancellationToken), _options.Patience, cancellationToken);

    /// <inheritdoc />
    public Task ReleaseAsync(string runner, CancellationToken cancellationToken) =>
        CallAsync(() => AloneAsync(_study.Release(runner), cancellationToken), PatienceToRelease, cancellationToken);

    /// <inheritdoc />
    public Digest AddTable(ReadOnlyMemory<byte> arrow) => _content.Add(arrow);

    /// <inheritdoc />
    public Task<ReadOnlyMemory<byte>> ReadTableAsync(Digest digest, CancellationToken cancellationToken) =>
        CallAsync(() => _content.ReadAsync(digest, cancellationToken), _options.Patience, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlySet<int>> CommitAsync(StudyBatch batch, CancellationToken cancellationToken)
    {
        var stale = new HashSet<TrialLease>();
        while (true)
        {
            if (await CallAsync(() => TryCommitAsync(batch, stale, cancellationToken), _options.Patience, cancellationToken) is { } refused) return refused;
        }
    }

    /// <inheritdoc />
    public async Task StopAsync(StopReason reason, CancellationToken cancellationToken)
    {
        // Each failure is somebody's progress, and a study's events come to an end.
        while (!await CallAsync(() => TryStopAsync(reason, cancellationToken), _options.Patience, cancellationToken))
        {
        }
    }

    /// <summary>Ends the watch for changes. The database's connections are their owner's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_following.IsValueCreated) await _following.Value;
        _closing.Dispose();
        _calling.Dispose();
    }

    /// <summary>Reads a study whole.</summary>
    internal static async Task<PostgresStudyStore> OpenAsync(
        PostgresDatabase database, PostgresStoreOptions options, (int Key, string Run) study, CancellationToken cancellationToken)
    {
        var store = new PostgresStudyStore(database, options, study.Key, new(study.Run));
        await store.SyncAsync(cancellationToken);
        return store;
    }

    /// <summary>The state as far as it is known here.</summary>
    public StudyState Fold()
    {
        var events = _history.After(0);
        var state = new StudyState(Header);
        foreach (var next in events.Skip(1)) state.Apply(next);
        return state;
    }

    // Null if the plan was made without something that has happened: known now, it gives another plan.
    private async Task<IReadOnlySet<int>?> TryCommitAsync(StudyBatch batch, HashSet<TrialLease> stale, CancellationToken cancellationToken)
    {
        var refused = new HashSet<int>();
        var plan = _history.Look(state => CommitPlan.Of(state, batch, stale, refused));
        if (plan.Happened.Count == 0) return refused;
        await _content.UploadAsync(plan.Tables, cancellationToken);
        var inTheWay = new List<(int Trial, bool IsStale)>();
        await ExecuteAsync(_study.Commit(plan, (trial, isStale) => inTheWay.Add((trial, isStale))), cancellationToken);
        foreach (var (trial, _) in inTheWay.Where(entry => entry.IsStale)) stale.Add(plan.Trials.Single(work => work.Lease.Trial == trial).Lease);
        if (inTheWay.Count > 0) return null;
        _content.Forget(plan.Tables);
        return refused;
    }

    private async Task<bool> TryStopAsync(StopReason reason, CancellationToken cancellationToken)
    {
        var (events, isStopped, digest) = _history.Look(state => (_history.Count, state.Stopped is not null, state.Digest));
        if (isStopped) return true;
        var ended = false;
        await ExecuteAsync(_study.Stop(events, new(reason, digest), isEnded => ended = isEnded), cancellationToken);
        return ended;
    }

    private LeaseRequest Request(string runner, int count) => new(runner, count, _options.LeaseDuration, _fences.GetValueOrDefault(runner));

    private IReadOnlyList<TrialLease> Leased(string runner, List<TrialLease> leases)
    {
        if (leases.Count > 0) _fences[runner] = leases.Max(lease => lease.Fence);
        return [.. leases.OrderBy(lease => lease.Trial)];
    }

    // A change and, after it, what has happened up to and with it.
    private async Task ExecuteAsync(PostgresStatement change, CancellationToken cancellationToken)
    {
        var before = _history.Count;
        await _database.ExecuteAsync([change, _study.Read(before, _history.Add)], cancellationToken);
        if (_history.Count > before) _history.Wake();
    }

    private async Task<bool> ReadNewsAsync(CancellationToken cancellationToken)
    {
        var before = _history.Count;
        await _database.ExecuteAsync([_study.Read(before, _history.Add)], cancellationToken);
        if (_history.Count > before) _history.Wake();
        return true;
    }

    private async Task<bool> AloneAsync(PostgresStatement change, CancellationToken cancellationToken)
    {
        await _database.ExecuteAsync([change], cancellationToken);
        return true;
    }

    private Task<bool> SyncAsync(CancellationToken cancellationToken) => CallAsync(() => ReadNewsAsync(cancellationToken), _options.Patience, cancellationToken);

    // Those who wait for news hear of what keeps news away; the next ones wait again.
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(() => LookAsync(cancellationToken), _options.Patience, cancellationToken);
        }
        catch (ModelOpsException fault)
        {
            _history.Wake(fault);
        }
    }

    // A study that others bring on needs no help, and to read along costs as much as to take part: only what has come to a halt, or to
    // its end, is read to see what it needs. Where a trial is free, who gets it reads.
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var (before, hasEnded, isFree) = (_countedEvents, false, false);
        await _database.ExecuteAsync([_study.Look((events, ended, free) => (_countedEvents, hasEnded, isFree) = (events, ended, free))], cancellationToken);
        if (isFree) _history.Wake();
        else if (_countedEvents > _history.Count && (hasEnded || _countedEvents == before)) await ReadNewsAsync(cancellationToken);
        return true;
    }

    // One call at a time; one whose end is unknown is followed by a look at what became of it.
    private async Task<T> CallAsync<T>(Func<Task<T>> work, TimeSpan patience, CancellationToken cancellationToken)
    {
        await _calling.WaitAsync(cancellationToken);
        try
        {
            return await Persistence.TryAsync(
                async () =>
                {
                    if (_uncertain) await ReadNewsAsync(cancellationToken);
                    _uncertain = true;
                    var result = await work();
                    _uncertain = false;
                    return result;
                },
                patience,
                _options.Time,
                cancellationToken);
        }
        finally
        {
            _calling.Release();
        }
    }
}
