using ModelOps.Adaptive.Trials;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Stores;

/// <summary>What a runner commits in one transaction.</summary>
/// <param name="Replicates">Results of replicates, each under its trial's lease.</param>
/// <param name="Told">Results of trials whose last replicate is recorded or in this batch.</param>
public sealed record StudyBatch(
    IReadOnlyList<(TrialLease Lease, ReplicateResult Result)> Replicates,
    IReadOnlyList<(TrialLease Lease, StudyEvent.TrialTold Told)> Told);
