namespace ModelOps.Keeper.Telemetry;

/// <summary>
/// Gathers what a source reads: keeps what can be, counts the rest, and puts it in the order of time. All sources use it, so that the same
/// rows mean the same wherever they come from.
/// </summary>
/// <param name="time">The clock that tells what lies in the future.</param>
public sealed class SampleCollector(TimeProvider time)
{
    /// <summary>How far the clocks of a workload and of the keeper may differ, in milliseconds: Kerberos's customary five minutes.</summary>
    public const long ClockToleranceMs = 5 * 60 * 1000;

    // Beyond these a number is a fault of the reporter, and sums of millions of them would no longer be finite.
    private const double LargestLatencyMs = 1e12;
    private const double LargestMagnitude = 1e100;
    private const double FullPct = 100;

    private readonly long _latest = time.GetUtcNow().ToUnixTimeMilliseconds() + ClockToleranceMs;
    private readonly SampleTable _table = new();
    private readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];
    private bool _ordered = true;
    private long _last = long.MinValue;

    /// <summary>How many rows were read: <see cref="Add"/>, <see cref="Drop"/> and <see cref="Skip"/> count.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Takes a sample, or counts why not.</summary>
    public void Add(in Sample sample)
    {
        if (FaultOf(sample) is { } reason)
        {
            Drop(reason);
            return;
        }
        RowsRead++;
        _ordered &= sample.TimestampMs > _last;
        _last = sample.TimestampMs;
        _table.Add(sample);
    }

    /// <summary>Counts a row that is no sample.</summary>
    public void Drop(DropReason reason)
    {
        RowsRead++;
        _dropped[(int)reason]++;
    }

    /// <summary>Counts a row that says nothing and is no fault: an empty line.</summary>
    public void Skip() => RowsRead++;

    /// <summary>What was gathered.</summary>
    public TelemetryBatch Collect()
    {
        if (_ordered) return new(new(_table, null), Counts(0, 0), RowsRead);
        var (order, reordered) = SampleOrder.Of(_table);
        var unique = SampleOrder.WithoutDuplicates(_table, order);
        return new(new(_table, unique), Counts(order.Length - unique.Length, reordered), RowsRead);
    }

    private DropReason? FaultOf(in Sample sample)
    {
        var workers = sample.Workers ?? new(sample.LatencyMs, sample.LatencyMs);
        var loss = sample.Loss ?? 0;
        if (!double.IsFinite(sample.LatencyMs) || !double.IsFinite(loss) || !double.IsFinite(workers.SlowestMs) || !double.IsFinite(workers.MedianMs))
            return DropReason.NotFinite;
        if (sample.TimestampMs > _latest) return DropReason.ClockSkew;
        var possible = sample.TimestampMs >= 0 && IsLatency(sample.LatencyMs) && IsLatency(workers.SlowestMs) && IsLatency(workers.MedianMs)
            && Math.Abs(loss) <= LargestMagnitude && sample.Throughput is >= 0 and <= LargestMagnitude
            && sample.GpuUtilPct is null or (>= 0 and <= FullPct) && sample.GpuMemUtilPct is null or (>= 0 and <= FullPct);
        return possible ? null : DropReason.OutOfRange;
    }

    private static bool IsLatency(double value) => value is >= 0 and <= LargestLatencyMs;

    private IngestCounts Counts(int duplicates, long reordered) => new()
    {
        DroppedInvalidJson = _dropped[(int)DropReason.InvalidJson],
        DroppedInvalidShape = _dropped[(int)DropReason.InvalidShape],
        DroppedMissingFields = _dropped[(int)DropReason.MissingFields],
        DroppedInvalidText = _dropped[(int)DropReason.InvalidText],
        DroppedTooLong = _dropped[(int)DropReason.TooLong],
        DroppedNotFinite = _dropped[(int)DropReason.NotFinite],
        DroppedOutOfRange = _dropped[(int)DropReason.OutOfRange],
        DroppedClockSkew = _dropped[(int)DropReason.ClockSkew],
        DroppedDuplicate = _dropped[(int)DropReason.Duplicate] + duplicates,
        Reordered = reordered,
    };
}
