namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>What a commit does to one trial.</summary>
/// <param name="Lease">The lease it is done under.</param>
/// <param name="Before">How many replicates are recorded so far.</param>
/// <param name="After">How many then.</param>
/// <param name="IsTold">Whether the trial gets its result.</param>
internal sealed record TrialWork(TrialLease Lease, int Before, int After, bool IsTold);
