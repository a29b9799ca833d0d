using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>Keeps a study for one runner in memory for as long as it runs: tables are forgotten once their digest is known, and nothing is durable.</summary>
internal sealed class UnrecordedStore(StudyHeader header, TimeProvider time) : IStudyStore
{
    private readonly LeaseTable _leases = new(time, TimeSpan.MaxValue);
    private readonly List<StudyEvent> _unread = [];
    private int _forgotten = 1;

    /// <inheritdoc />
    public StudyHeader Header => header;

    /// <summary>The study with all of its trials; while it runs it is the runner's.</summary>
    public StudyState State { get; } = new(header);

    /// <inheritdoc />
    public Task<IReadOnlyList<StudyEvent>> ReadAsync(int after, CancellationToken cancellationToken)
    {
        // The one reader has folded what it read before.
        lock (_unread)
        {
            _unread.RemoveRange(0, after - _forgotten);
            _forgotten = after;
            return Task.FromResult<IReadOnlyList<StudyEvent>>([.. _unread]);
        }
    }

    /// <summary>Never completes: no other runner changes anything.</summary>
    public Task<int> WaitAsync(int after, CancellationToken cancellationToken) => new TaskCompletionSource<int>().Task.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public Task AppendRoundAsync(int round, IReadOnlyList<Proposal> proposals, CancellationToken cancellationToken) =>
        HappenAsync([new StudyEvent.RoundAppended(round, proposals)]);

    /// <inheritdoc />
    public async Task<IReadOnlyList<TrialLease>> AppendAndLeaseAsync(
        int round, IReadOnlyList<Proposal> proposals, string runner, int count, CancellationToken cancellationToken)
    {
        await AppendRoundAsync(round, proposals, cancellationToken);
        return await LeaseAsync(runner, count, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<TrialLease>> LeaseAsync(string runner, int count, CancellationToken cancellationToken)
    {
        var leases = new List<TrialLease>();
        lock (_unread)
        {
            for (var i = State.TerminalTrials; i < State.Trials.Count && leases.Count < count && State.Stopped is null; i++)
            {
                if (State.Trials[i].Result is null && _leases.TryLease(i, runner) is { } lease) leases.Add(lease);
            }
        }
        return Task.FromResult<IReadOnlyList<TrialLease>>(leases);
    }

    /// <inheritdoc />
    public Task RenewAsync(string runner, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task ReleaseAsync(string runner, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Digest AddTable(ReadOnlyMemory<byte> arrow) => Digest.Of(arrow.Span);

    /// <summary>Not there: only a runner that goes on with a study reads its tables.</summary>
    public Task<ReadOnlyMemory<byte>> ReadTableAsync(Digest digest, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A repeated fit keeps no tables.");

    /// <inheritdoc />
    public async Task<IReadOnlySet<int>> CommitAsync(StudyBatch batch, CancellationToken cancellationToken)
    {
        var refused = new HashSet<int>();
        await HappenAsync(BatchRules.EventsOf(State, batch, _leases.Holds, refused));
        return refused;
    }

    /// <inheritdoc />
    public Task StopAsync(StopReason reason, CancellationToken cancellationToken) => HappenAsync([new StudyEvent.Stopped(reason, State.Digest)]);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task HappenAsync(IReadOnlyList<StudyEvent> happened)
    {
        lock (_unread)
        {
            foreach (var next in happened)
            {
                State.Apply(next);
                if (next is StudyEvent.TrialTold told) _leases.Forget(told.Trial);
            }
            _unread.AddRange(happened);
        }
        return Task.CompletedTask;
    }
}
