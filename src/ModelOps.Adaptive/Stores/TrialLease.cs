namespace ModelOps.Adaptive.Stores;

/// <summary>The right to run a trial, until it expires.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Fence">Larger for every lease a store gives; a commit under an older fence than the trial's last is refused.</param>
public sealed record TrialLease(int Trial, long Fence);
