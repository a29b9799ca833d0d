namespace ModelOps.Keeper.Loops;

/// <summary>The files of a watch.</summary>
/// <param name="WatchLatestPath">The report of all iterations.</param>
/// <param name="WatchSummaryPath">The same in words.</param>
/// <param name="LastIterationReportPath">The report of the last iteration; null if it failed or there is none.</param>
/// <param name="LastIterationExplainPath">The explanations of the last iteration; null if there is none.</param>
public sealed record WatchPaths(string WatchLatestPath, string WatchSummaryPath, string? LastIterationReportPath, string? LastIterationExplainPath);
