namespace ModelOps.Keeper.Returns;

/// <summary>How long the steps of a workload take, in milliseconds.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile, linear between the nearest ranks.</param>
/// <param name="Max">The longest.</param>
public sealed record StepSpread(double P50, double P95, double Max);
