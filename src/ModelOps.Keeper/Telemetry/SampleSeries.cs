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

    /// <inheritdoc />
    public IEnumerator<Sample> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Row(int index) => _order is null ? index : _order[index];
}
