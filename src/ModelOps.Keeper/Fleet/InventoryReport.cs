namespace ModelOps.Keeper.Fleet;

/// <summary>The report <c>inventory_latest.json</c>.</summary>
/// <param name="GeneratedAt">When, RFC 3339 in UTC.</param>
/// <param name="Contexts">The contexts in the order of the command line.</param>
public sealed record InventoryReport(string GeneratedAt, IReadOnlyList<FleetContext> Contexts)
{
    /// <summary>Always <c>inventory.v0</c>.</summary>
    public string Schema { get; } = "inventory.v0";

    /// <summary>How many contexts could be looked at.</summary>
    public int ContextsOk => Contexts.Count(context => context.Error is null);

    /// <summary>How many could not.</summary>
    public int ContextsFailed => Contexts.Count - ContextsOk;

    /// <summary>How many Deployments were found.</summary>
    public int DeploymentsTotal => Contexts.Sum(context => context.Deployments.Count);
}
