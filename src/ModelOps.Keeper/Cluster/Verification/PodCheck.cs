namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>Whether the pod that the changed Deployment renders would be admitted.</summary>
/// <param name="State">One of <see cref="PodState"/>.</param>
/// <param name="Reason">Why not, or why it was not tried; <see langword="null"/> if it is admitted.</param>
/// <param name="SuggestedRule">The rule that would allow to try, or <see langword="null"/>.</param>
public sealed record PodCheck(string State, string? Reason = null, RbacRule? SuggestedRule = null);
