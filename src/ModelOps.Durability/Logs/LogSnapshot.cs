using ModelOps.Contracts.Errors;

namespace ModelOps.Durability.Logs;

/// <summary>
/// The records of a log as it was at one moment, for reading only: takes no lock, repairs nothing, and leaves out a torn end, since
/// another process may be writing it.
/// </summary>
public sealed class LogSnapshot
{
    private readonly LogIndex _index;

    private LogSnapshot(LogScan scan)
    {
        _index = new(scan.Segments);
        Tear = scan.Tear;
    }

    /// <summary>How many records there are.</summary>
    public long Count => _index.Count;

    /// <summary>The torn end that was found, <see langword="null"/> if there was none.</summary>
    public LogRecovery? Tear { get; }

    /// <summary>Reads a log once and remembers where its records are.</summary>
    /// <exception cref="NotFoundException">Code <c>log_not_found</c>: there is no such folder.</exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>.</exception>
    public static LogSnapshot Open(string directory) => Directory.Exists(directory)
        ? new(LogScan.Of(directory))
        : throw new NotFoundException("log_not_found", $"There is no log in '{directory}'.");

    /// <summary>Streams the records from a position on.</summary>
    public IEnumerable<LogRecord> Read(long from = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return _index.Read(from);
    }

    /// <summary>One record.</summary>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>: it changed on disk since.</exception>
    public ReadOnlyMemory<byte> ReadOne(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, _index.Count);
        return _index.ReadOne(position);
    }
}
