using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Durability.Logs;

/// <summary>
/// An append-only log of opaque records in a folder of segment files. A record is acknowledged when a <see cref="FlushAsync"/> that
/// was called after its <see cref="Append"/> returns; from then on it survives any crash. One process writes at a time. All
/// members may be called from any thread.
/// </summary>
/// <remarks>
/// The bytes are described at <see cref="SegmentFile"/> and <see cref="Frame"/>. Damage is told from a torn write by what follows it,
/// so a log whose last segments were removed, or cut exactly between two records, looks like a shorter log: who must notice that
/// keeps a count or a digest elsewhere.
/// </remarks>
public sealed class SegmentedLog : IDisposable
{
    /// <summary>The largest record, in bytes: 16 MiB.</summary>
    public const int MaxRecordBytes = 16 << 20;

    // Appended bytes that wait for a flush, at most; then Append itself writes them, so that memory stays bounded.
    internal const int MaxBatchBytes = 4 << 20;

    private const string LockName = "writer.lock";

    private readonly string _directory;
    private readonly SegmentedLogOptions _options;
    private readonly FileLock _lock;
    private readonly LogIndex _index;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _appending = new();
    private SegmentWriter _end;
    private Batch _pending = new();
    private Batch _written = new();
    private long _next;
    private Exception? _failure;
    private bool _disposed;

    private SegmentedLog(string directory, SegmentedLogOptions options, FileLock held, LogScan scan)
    {
        _directory = directory;
        _options = options;
        _lock = held;
        _index = new(scan.Segments);
        _next = _index.Count;
        Recovery = scan.Tear;
        DirectorySync.Flush(directory);
        _end = scan.Segments is [.., var last]
            ? SegmentWriter.Continue(last.Path, last.Length, options.FlushToDisk)
            : CreateSegment(0);
    }

    /// <summary>What was cut off when the log was opened; <see langword="null"/> if it ended with a whole record.</summary>
    public LogRecovery? Recovery { get; }

    /// <summary>How many records are durable; their positions are the numbers below.</summary>
    public long DurableCount => _index.Count;

    /// <summary>How many records were appended, durable or not: the position of the next one.</summary>
    public long Count
    {
        get
        {
            lock (_appending) return _next;
        }
    }

    /// <summary>Opens a log for writing, creating its folder, and repairs a torn end.</summary>
    /// <exception cref="ConflictException">Code <c>locked</c>: another process writes to it.</exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>: it is not as it was written; the message names file and byte.</exception>
    /// <exception cref="OutsideException">The file system failed, is full, or has no locks.</exception>
    public static SegmentedLog Open(string directory, SegmentedLogOptions? options = null)
    {
        options ??= new();
        DirectorySync.Create(directory);
        var held = FileLock.Acquire(Path.Combine(directory, LockName), options.Purpose);
        var opened = default(SegmentedLog);
        try
        {
            var scan = LogScan.Of(directory);
            if (scan.Tear is { Offset: 0 } headless) File.Delete(headless.File);
            return opened = new(directory, options, held, scan);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("open the log", directory, cause);
        }
        finally
        {
            if (opened is null) held.Dispose();
        }
    }

    /// <summary>The records of a log that another process may be writing. Takes no lock and repairs nothing; a torn end is left out.</summary>
    /// <exception cref="NotFoundException">Code <c>log_not_found</c>: there is no such folder.</exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>.</exception>
    public static IEnumerable<LogRecord> ReadAll(string directory) => LogSnapshot.Open(directory).Read();

    /// <summary>
    /// Takes a record, which is durable only after a flush; writes if too much waits for one.
    /// </summary>
    /// <returns>Its position.</returns>
    /// <exception cref="InvalidInputException">Code <c>record_too_large</c>: more than <see cref="MaxRecordBytes"/>.</exception>
    /// <exception cref="OutsideException">Code <c>log_poisoned</c>: see <see cref="FlushAsync"/>.</exception>
    public long Append(ReadOnlySpan<byte> record)
    {
        if (record.Length > MaxRecordBytes)
            throw new InvalidInputException("record_too_large", $"A log record of {record.Length} bytes was given; at most {MaxRecordBytes} bytes fit.");
        while (true)
        {
            lock (_appending)
            {
                ThrowIfUnusable();
                if (_pending.Bytes.Length < MaxBatchBytes)
                {
                    _pending.Add(record);
                    return _next++;
                }
            }
            _writing.Wait();
            try
            {
                Commit();
            }
            finally
            {
                _writing.Release();
            }
        }
    }

    /// <summary>
    /// Makes everything durable that was appended before the call; callers at the same time share one write and one fsync.
    /// </summary>
    /// <exception cref="OutsideException">
    /// Code <c>log_poisoned</c>: a write or fsync failed, now or earlier. What the disk holds of the unacknowledged records is unknown then (a
    /// second fsync may well succeed without them), so this object refuses all further work; opening the log again recovers.
    /// </exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        long target;
        lock (_appending)
        {
            ThrowIfUnusable();
            target = _next;
        }
        if (_index.Count >= target) return;
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Whoever held the semaphore before may have written ours too.
            if (_index.Count < target) await Task.Run(Commit, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Streams the durable records from a position on, up to the last one at the time of the first step.</summary>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>: a record changed on disk since the log was opened.</exception>
    public IEnumerable<LogRecord> Read(long from = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return _index.Read(from);
    }

    /// <summary>One durable record.</summary>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>: it changed on disk since the log was opened.</exception>
    public ReadOnlyMemory<byte> ReadOne(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, _index.Count);
        return _index.ReadOne(position);
    }

    /// <summary>Closes the log and frees its lock. Records that were appended and not flushed are dropped.</summary>
    public void Dispose()
    {
        _writing.Wait();
        try
        {
            lock (_appending) _disposed = true;
            _end.Dispose();
            _lock.Dispose();
        }
        finally
        {
            _writing.Release();
        }
    }

    // The caller holds the semaphore.
    private void Commit()
    {
        lock (_appending)
        {
            ThrowIfUnusable();
            (_pending, _written) = (_written, _pending);
        }
        var batch = _written;
        if (batch.Starts.Count == 0) return;
        var failure = default(Exception);
        var isWritten = false;
        try
        {
            if (_end.Length > SegmentFile.HeaderBytes && _end.Length + batch.Bytes.Length > _options.SegmentBytes) Roll();
            _end.Append(batch.Bytes);
            isWritten = true;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause) || cause is OutsideException)
        {
            failure = cause;
            throw Poisoned(cause);
        }
        finally
        {
            if (!isWritten) Poison(failure ?? new IOException("a write ended before its time"));
        }
        _index.Extend(batch.Starts, batch.Bytes.Length);
        batch.Clear();
    }

    private void Poison(Exception cause)
    {
        lock (_appending) _failure = cause;
    }

    private void Roll()
    {
        _end.Dispose();
        _end = CreateSegment(_index.Count);
    }

    private SegmentWriter CreateSegment(long firstPosition)
    {
        var path = SegmentFile.PathOf(_directory, firstPosition);
        var writer = SegmentWriter.Create(path, firstPosition, _options.FlushToDisk);
        _index.Begin(new(path, firstPosition));
        return writer;
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_failure is { } cause) throw Poisoned(cause);
    }

    private OutsideException Poisoned(Exception cause) => new(
        "log_poisoned",
        $"The log '{_directory}' could not be written. {StorageError.Reason(cause)} Nothing that was acknowledged is lost.",
        "Mend the cause (such as free some space), then open the log again, or run the same command again.",
        retryable: true,
        cause);
}
