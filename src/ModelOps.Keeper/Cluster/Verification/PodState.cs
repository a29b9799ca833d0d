namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What is known of the pod that a Deployment renders; the names are those of reports.</summary>
public static class PodState
{
    /// <summary>It would be admitted.</summary>
    public const string Ok = "ok";

    /// <summary>It would be refused, and the rollout would never finish.</summary>
    public const string Rejected = "rejected";

    /// <summary>It could not be tried.</summary>
    public const string NotChecked = "not_checked";
}
