namespace ModelOps.Cli.Caches;

/// <summary>The answer of <c>mops cache stat</c>.</summary>
/// <param name="Directory">The folder of the cache.</param>
/// <param name="Results">How many results it holds.</param>
/// <param name="Bytes">Their size on disk.</param>
/// <param name="MaxBytes">The size that it keeps itself below.</param>
/// <param name="Models">The same by model, the last used first.</param>
internal sealed record CacheStatAnswer(string Directory, long Results, long Bytes, long MaxBytes, IReadOnlyList<CachedModelRow> Models);
