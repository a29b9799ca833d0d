namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>
/// The leases of one process's runners. They need no durability: the process that holds the store's lock is the only one that can
/// have any, and its end ends them. Time is the monotonic clock's.
/// </summary>
internal sealed class LeaseTable(TimeProvider time, TimeSpan duration)
{
    private readonly Dictionary<int, Entry> _entries = [];
    private long _lastFence;

    /// <summary>Leases a trial unless another runner has a valid lease on it.</summary>
    public TrialLease? TryLease(int trial, string runner)
    {
        if (_entries.TryGetValue(trial, out var held) && IsValid(held)) return null;
        _entries[trial] = new(runner, ++_lastFence, time.GetTimestamp());
        return new(trial, _lastFence);
    }

    /// <summary>
    /// Whether a lease is the trial's last. An expired lease that nobody took over still holds: no other runner can have worked on
    /// the trial.
    /// </summary>
    public bool Holds(TrialLease lease) => _entries.TryGetValue(lease.Trial, out var held) && held.Fence == lease.Fence;

    /// <summary>Extends the valid leases of a runner.</summary>
    public void Renew(string runner)
    {
        foreach (var (trial, held) in _entries.Where(entry => entry.Value.Runner == runner && IsValid(entry.Value)).ToList())
            _entries[trial] = held with { Since = time.GetTimestamp() };
    }

    /// <summary>Ends the leases of a runner.</summary>
    public void Release(string runner)
    {
        foreach (var trial in _entries.Where(entry => entry.Value.Runner == runner).Select(entry => entry.Key).ToList()) _entries.Remove(trial);
    }

    /// <summary>Forgets a trial that needs no lease any more.</summary>
    public void Forget(int trial) => _entries.Remove(trial);

    /// <summary>Ends all leases.</summary>
    public void Clear() => _entries.Clear();

    private bool IsValid(Entry entry) => time.GetElapsedTime(entry.Since) < duration;

    private sealed record Entry(string Runner, long Fence, long Since);
}
