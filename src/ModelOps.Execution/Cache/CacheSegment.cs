namespace ModelOps.Execution.Cache;

/// <summary>A segment as it was found.</summary>
/// <param name="Folder">The folder of its scope.</param>
/// <param name="Number">Its number.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="Results">How many results it holds, those included that were stored again later.</param>
/// <param name="LastUsed">When it was last read or written, UTC.</param>
internal sealed record CacheSegment(string Folder, int Number, long Bytes, long Results, DateTimeOffset LastUsed);
