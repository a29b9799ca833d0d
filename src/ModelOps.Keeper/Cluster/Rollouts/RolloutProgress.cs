namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>How far a Deployment's rollout is, by the rules of <c>kubectl rollout status</c>.</summary>
public enum RolloutProgress
{
    /// <summary>Not there yet.</summary>
    Running,

    /// <summary>All pods are of the new kind and available.</summary>
    Done,

    /// <summary>The controller gave up: its deadline passed.</summary>
    Failed,
}
