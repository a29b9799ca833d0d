namespace ModelOps.Execution.Cache;

/// <summary>What a garbage collection of the cache did.</summary>
/// <param name="RemovedBytes">The size of what was removed.</param>
/// <param name="RemovedResults">How many results that were.</param>
/// <param name="KeptBytes">The size of what is left.</param>
/// <param name="InUse">How many segments should have gone but are being written by a running process.</param>
public sealed record CacheTrim(long RemovedBytes, long RemovedResults, long KeptBytes, int InUse);
