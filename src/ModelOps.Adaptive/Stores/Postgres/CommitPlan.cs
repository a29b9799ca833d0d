using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>What a batch comes to, given what is known of the study. The database accepts it only if that is still true.</summary>
internal sealed record CommitPlan(IReadOnlyList<StudyEvent> Happened, IReadOnlyList<TrialWork> Trials)
{
    /// <summary>The smallest loss in it, or <see langword="null"/>.</summary>
    public double? Best => Happened.OfType<StudyEvent.TrialTold>()
        .Where(told => told.Status == TrialStatus.Completed)
        .Min(told => (double?)told.Loss);

    /// <summary>The tables that its replicates name.</summary>
    public IEnumerable<Digest> Tables => Happened.OfType<StudyEvent.ReplicateRecorded>().SelectMany(recorded => recorded.Result.Tables.Values).Distinct();

    /// <summary>The plan of a batch.</summary>
    /// <param name="state">What is known of the study.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="stale">The leases that the database has refused.</param>
    /// <param name="refused">Receives the trials that are left out.</param>
    public static CommitPlan Of(StudyState state, StudyBatch batch, HashSet<TrialLease> stale, HashSet<int> refused)
    {
        var happened = BatchRules.EventsOf(state, batch, lease => !stale.Contains(lease), refused);
        var leases = batch.Replicates.Select(entry => entry.Lease).Concat(batch.Told.Select(entry => entry.Lease))
            .Where(lease => !stale.Contains(lease))
            .GroupBy(lease => lease.Trial)
            .ToDictionary(same => same.Key, same => same.MaxBy(lease => lease.Fence)!);
        var work = happened.GroupBy(TrialOf).Select(events =>
        {
            var before = state.Trials[events.Key].Replicates.Count(replicate => replicate is not null);
            var added = events.OfType<StudyEvent.ReplicateRecorded>().Count();
            return new TrialWork(leases[events.Key], before, before + added, events.OfType<StudyEvent.TrialTold>().Any());
        });
        return new(happened, [.. work]);
    }

    private static int TrialOf(StudyEvent next) => next is StudyEvent.ReplicateRecorded recorded ? recorded.Result.Trial : ((StudyEvent.TrialTold)next).Trial;
}
