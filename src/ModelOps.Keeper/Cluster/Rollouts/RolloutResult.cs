namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>How a rollout ended.</summary>
/// <param name="Ok">Whether all pods run with the change.</param>
/// <param name="Detail">What the last look showed.</param>
/// <param name="WaitedS">How long it took, in seconds.</param>
public sealed record RolloutResult(bool Ok, string Detail, double WaitedS);
