namespace ModelOps.Keeper.Cluster.Quotas;

/// <summary>A resource of which a quota has too little left.</summary>
/// <param name="Quota">The ResourceQuota's name.</param>
/// <param name="Resource">Such as <c>requests.cpu</c>.</param>
/// <param name="Hard">What is allowed, in base units.</param>
/// <param name="Used">What is taken.</param>
/// <param name="Needed">What would be taken on top.</param>
public sealed record QuotaShortage(string Quota, string Resource, decimal Hard, decimal Used, decimal Needed);
