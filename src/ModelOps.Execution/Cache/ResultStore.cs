using System.Buffers;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Execution.Cache;

/// <summary>
/// Takes new results of one scope into the cache, a few at a time. The first failure of the disk ends it with one note: a run goes on
/// without a cache. For one thread at a time.
/// </summary>
internal sealed class ResultStore(ResultCache cache, ResultScope scope, Action<string>? note) : IDisposable
{
    private const int BatchBytes = 256 << 10;

    // A result that is larger costs more room than its run is worth.
    private const long LargestRecord = 256L << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly List<(UInt128 Key, int Length)> _entries = [];
    private ArrayBufferWriter<byte> _records = new();
    private SegmentWriter? _segment;
    private long _flushed = cache.Time.GetTimestamp();
    private bool _failed;

    /// <summary>Takes a result; it is written now or with one of the next.</summary>
    public async ValueTask AddAsync(ResultKey key, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, CancellationToken cancellationToken)
    {
        var size = ResultRecord.SizeOf(tables);
        if (_failed || size > LargestRecord) return;
        ResultRecord.Write(_records, (int)size, key, tables);
        _entries.Add((key.Prefix, (int)size));
        if (_records.WrittenCount >= BatchBytes || cache.Time.GetElapsedTime(_flushed) >= LongestWait) await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what waits.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_failed || _entries.Count == 0) return;
        try
        {
            if (_segment?.Length >= cache.SegmentBytes) Close();
            _segment ??= await cache.OpenWriterAsync(scope, cancellationToken);
            _segment.Append(_records.WrittenSpan, _entries);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause) || cause is OutsideException or ConflictException)
        {
            GiveUp(cause);
        }
        _flushed = cache.Time.GetTimestamp();
        _entries.Clear();
        if (_records.Capacity > 4 * BatchBytes) _records = new();
        else _records.ResetWrittenCount();
    }

    public void Dispose() => Close();

    private void Close()
    {
        _segment?.Dispose();
        _segment = null;
    }

    private void GiveUp(Exception cause)
    {
        _failed = true;
        Close();
        note?.Invoke($"Results are no longer kept for reuse: {(cause is ModelOpsException known ? known.Message : StorageError.Reason(cause))}");
    }
}
