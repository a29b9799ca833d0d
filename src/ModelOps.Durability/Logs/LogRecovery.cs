namespace ModelOps.Durability.Logs;

/// <summary>
/// The torn end of a log: what a process or machine that died was just writing. None of it was ever acknowledged.
/// </summary>
/// <param name="File">The last segment file.</param>
/// <param name="Offset">Where in it the last whole record ends, in bytes; 0 if not even the segment's header was whole.</param>
/// <param name="DroppedBytes">How many bytes follow there.</param>
public sealed record LogRecovery(string File, long Offset, long DroppedBytes);
