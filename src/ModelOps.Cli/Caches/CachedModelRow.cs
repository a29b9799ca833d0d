namespace ModelOps.Cli.Caches;

/// <summary>What the cache holds of one model on one platform.</summary>
/// <param name="Entrypoint">The entrypoint.</param>
/// <param name="Content">The content digest of its bundle.</param>
/// <param name="Platform">The digest of the platform fingerprint.</param>
/// <param name="Results">How many results.</param>
/// <param name="Bytes">Their size on disk.</param>
/// <param name="LastUsed">When one of them was last read or written, RFC 3339 in UTC.</param>
internal sealed record CachedModelRow(string Entrypoint, string Content, string Platform, long Results, long Bytes, string LastUsed);
