using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>
/// The values of a dictionary from one batch that sets it to the next; deltas append. Codes of an earlier batch keep their meaning when
/// a delta comes, so one final column serves all batches, and many small deltas cost no more than their sum.
/// </summary>
internal sealed class DictionaryVersion
{
    private readonly List<Column> _parts = [];
    private long _count;

    /// <summary>The values so far.</summary>
    public int Count => (int)_count;

    /// <summary>The parts in order.</summary>
    public IReadOnlyList<Column> Parts => _parts;

    /// <summary>Appends values.</summary>
    public void Append(Column values)
    {
        _count += values.Rows;
        if (_count > int.MaxValue) throw InvalidTable.Because($"a dictionary has {_count} values");
        _parts.Add(values);
    }
}
