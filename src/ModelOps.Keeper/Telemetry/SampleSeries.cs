using System.Collections;

namespace ModelOps.Keeper.Telemetry;

/// <summary>Samples in the order of time, without duplicates. Those of the same millisecond keep the order in which they were read.</summary>
public sealed class SampleSeries : IReadOnlyList<Sample>
{
    private readonly SampleTable _table;

    // The rows in the order of time; null if that is the table's own order.
    private readonly int[]? _order;

    internal SampleSeries(SampleTable table, int[]? order)
    {
        (_table, _order) = (table, order);
        Count = order?.Length ?? table.Count;
    }

    /// <summary>No sample.</summary>
    public static SampleSeries Empty { get; } = new(new(), null);

    /// <inheritdoc />
    public int Count { get; }

    /// <inheritdoc />
    public Sample this[int index] => _table[Row(index)];

    /// <summary>The names of all nodes, in ordinal order.</summary>
    public IReadOnlyList<string> Nodes => _table.Nodes.Sorted;

    /// <summary>The names of all GPU models, in ordinal order.</summary>
    public IReadOnlyList<string> GpuModels => _table.GpuModels.Sorted;

    /// <summary>The time of a sample, in milliseconds since 1970.</summary>
    public long TimestampMs(int index) => _table.TimeOf(Row(index));

    /// <summary>The latency of a sample, in milliseconds.</summary>
    public double LatencyMs(int index) => _table.LatencyOf(Row(index));

    /// <summary>The loss of a sample; NaN if it has none.</summary>
    public double Loss(int index) => _table.LossOf(Row(index));

    /// <summary>The slowest worker's latency of a sample, in milliseconds; the sample's own if it names no workers.</summary>
    public double SlowestWorkerMs(int index) => _table.SlowestOf(Row(index));

    /// <summary>The workers' median latency of a sample, in milliseconds; the sample's own if it names no workers.</summary>
    public double MedianWorkerMs(int index) => _table.MedianOf(Row(index));

    /// <summary>How busy the GPU was, in percent; NaN if the sample doesn't say.</summary>
    public double GpuUtilPct(int index) => _table.GpuUtilOf(Row(index));

    /// <summary>How full the GPU's memory was, in percent; NaN if the sample doesn't say.</summary>
    public double GpuMemUtilPct(int index) => _table.GpuMemUtilOf(Row(index));

    /// <summary>The items a second of a sample; 0 if it doesn't say.</summary>
    public double Throughput(int index) => _table.ThroughputOf(Row(index));

    /// <inheritdoc />
    public IEnumerator<Sample> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Row(int index) => _order is null ? index : _order[index];
}
