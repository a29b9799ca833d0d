namespace ModelOps.Testing.Kubernetes;

/// <summary>How a rollout that is played ends.</summary>
public enum RolloutOutcome
{
    /// <summary>All pods become available.</summary>
    Done,

    /// <summary>No pod ever does.</summary>
    Stuck,

    /// <summary>The controller gives up.</summary>
    Failed,
}
