namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Place">From 0 to 1 along the axis.</param>
/// <param name="Label">Its text.</param>
internal sealed record Tick(double Place, string Label);
