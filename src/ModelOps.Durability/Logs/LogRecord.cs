namespace ModelOps.Durability.Logs;

/// <summary>A record of a log.</summary>
/// <param name="Position">Its number, from 0, without gaps.</param>
/// <param name="Payload">Its bytes, a copy that belongs to the caller.</param>
public readonly record struct LogRecord(long Position, ReadOnlyMemory<byte> Payload);
