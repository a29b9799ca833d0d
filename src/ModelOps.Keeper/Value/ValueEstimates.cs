namespace ModelOps.Keeper.Value;

/// <summary>What is thought to be lost.</summary>
/// <param name="GpuHoursLeakEst">GPU hours.</param>
/// <param name="UsdLeakEst">US dollars; null if the price is not known.</param>
public sealed record ValueEstimates(double GpuHoursLeakEst, double? UsdLeakEst);
