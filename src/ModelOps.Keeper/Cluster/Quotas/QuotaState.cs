namespace ModelOps.Keeper.Cluster.Quotas;

/// <summary>What is known of a namespace's quotas; the names are those of reports.</summary>
public static class QuotaState
{
    /// <summary>There is room, or no quota.</summary>
    public const string Ok = "ok";

    /// <summary>There is not enough room.</summary>
    public const string Exceeded = "exceeded";

    /// <summary>The quotas can't be read.</summary>
    public const string NotChecked = "not_checked";
}
