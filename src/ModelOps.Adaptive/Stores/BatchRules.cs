using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Stores;

/// <summary>What a batch adds to a study: the same in every store.</summary>
internal static class BatchRules
{
    /// <summary>The events of a batch.</summary>
    /// <param name="state">What the study is.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="holds">Whether a lease is its trial's last.</param>
    /// <param name="refused">Receives the trials that are left out because it is not.</param>
    /// <exception cref="Contracts.Errors.ConflictException">Code <c>result_conflict</c>.</exception>
    public static List<StudyEvent> EventsOf(StudyState state, StudyBatch batch, Predicate<TrialLease> holds, HashSet<int> refused)
    {
        var happened = new List<StudyEvent>();
        var inBatch = new HashSet<(int Trial, int Replicate)>();
        foreach (var (lease, result) in batch.Replicates)
        {
            if (state.IsRecorded(result.Trial, result.Replicate)) continue;
            if (!holds(lease)) refused.Add(result.Trial);
            else if (inBatch.Add((result.Trial, result.Replicate))) happened.Add(new StudyEvent.ReplicateRecorded(result));
        }
        var told = new HashSet<int>();
        foreach (var (lease, next) in batch.Told)
        {
            if (state.OutcomeOf(next.Trial) is { } earlier) TellAgain.Check(next, earlier);
            else if (!holds(lease)) refused.Add(next.Trial);
            else if (state.Trials[next.Trial].Replicates.Index().Any(replicate => replicate.Item is null && !inBatch.Contains((next.Trial, replicate.Index))))
                throw new InvalidOperationException($"Trial {next.Trial} can't be told before its last replicate.");
            else if (told.Add(next.Trial)) happened.Add(next);
        }
        return happened;
    }
}
