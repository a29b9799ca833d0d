namespace ModelOps.Keeper.Value;

/// <summary>How long steps take; null if there were none.</summary>
/// <param name="StepTimeMsP50">The median, in milliseconds.</param>
/// <param name="StepTimeMsP95">The 95th percentile, in milliseconds.</param>
public sealed record StepTimes(double? StepTimeMsP50, double? StepTimeMsP95);
