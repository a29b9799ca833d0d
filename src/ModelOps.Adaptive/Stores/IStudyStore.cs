using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Stores;

/// <summary>
/// Keeps one study for its runners. Whatever a call acknowledged survives <c>kill -9</c> and power loss. Implementations MUST be
/// safe for several runners at once, MUST accept one version of a round, MUST lease a trial to one runner at a time, and MUST
/// refuse commits under a fence that is not the trial's last.
/// </summary>
public interface IStudyStore : IAsyncDisposable
{
    /// <summary>What the study is.</summary>
    StudyHeader Header { get; }

    /// <summary>
    /// The next events after the first <paramref name="after"/>, in their order, at least one if there is one; a runner folds them into a
    /// <see cref="StudyState"/> of its own. The first event creates the study.
    /// </summary>
    Task<IReadOnlyList<StudyEvent>> ReadAsync(int after, CancellationToken cancellationToken);

    /// <summary>
    /// Completes with the number of events once there are more than <paramref name="after"/>. It may complete without any: then trials
    /// may have become free to lease.
    /// </summary>
    Task<int> WaitAsync(int after, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a round. The first caller's proposals are the round; for any other the call does nothing, and it reads what the round
    /// is. It becomes durable with or before the first result of its trials. After the end of the study nothing is appended.
    /// </summary>
    Task AppendRoundAsync(int round, IReadOnlyList<Proposal> proposals, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a round as <see cref="AppendRoundAsync"/> does and, if this caller's proposals became it, leases in the same step as
    /// <see cref="LeaseAsync"/> does: no other runner comes between. For any other caller it does nothing.
    /// </summary>
    Task<IReadOnlyList<TrialLease>> AppendAndLeaseAsync(
        int round, IReadOnlyList<Proposal> proposals, string runner, int count, CancellationToken cancellationToken);

    /// <summary>Leases up to <paramref name="count"/> trials without a result that no runner has a valid lease on, the earliest first.</summary>
    Task<IReadOnlyList<TrialLease>> LeaseAsync(string runner, int count, CancellationToken cancellationToken);

    /// <summary>Extends all valid leases of a runner.</summary>
    Task RenewAsync(string runner, CancellationToken cancellationToken);

    /// <summary>Gives all leases of a runner back.</summary>
    Task ReleaseAsync(string runner, CancellationToken cancellationToken);

    /// <summary>Stores the bytes of an output table; they become durable with the next commit.</summary>
    Digest AddTable(ReadOnlyMemory<byte> arrow);

    /// <summary>Reads a stored table.</summary>
    Task<ReadOnlyMemory<byte>> ReadTableAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>
    /// Commits results. A replicate or result that is recorded already, with the same content, changes nothing. What comes under a
    /// stale fence is left out.
    /// </summary>
    /// <returns>The trials left out because the fence is stale.</returns>
    /// <exception cref="Contracts.Errors.ConflictException">
    /// Code <c>result_conflict</c>: a trial has a different result already. Nothing of the batch is recorded.
    /// </exception>
    Task<IReadOnlySet<int>> CommitAsync(StudyBatch batch, CancellationToken cancellationToken);

    /// <summary>Ends the study and with it every lease; does nothing if it has ended.</summary>
    Task StopAsync(StopReason reason, CancellationToken cancellationToken);
}
