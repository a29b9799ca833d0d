namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>How changes are made.</summary>
public sealed record ApplyOptions
{
    /// <summary>How long one Deployment's rollout may take before the change counts as failed; 5 minutes by default.</summary>
    public TimeSpan RolloutTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait between two looks at a rollout.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the previous values are put back when a change fails.</summary>
    public bool RestoreOnFailure { get; init; } = true;
}
