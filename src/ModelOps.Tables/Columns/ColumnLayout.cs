using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>The nodes and buffers of a record batch in the order of the Arrow columnar format, ready to be written.</summary>
internal sealed class ColumnLayout
{
    private readonly List<(int Rows, int Nulls)> _nodes = [];
    private readonly List<ReadOnlyMemory<byte>> _buffers = [];

    /// <summary>Rows and missing values of each field, depth first.</summary>
    public ReadOnlySpan<(int Rows, int Nulls)> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>The buffers of all fields.</summary>
    public ReadOnlySpan<ReadOnlyMemory<byte>> Buffers => CollectionsMarshal.AsSpan(_buffers);

    /// <summary>Adds a field whose first buffer is its validity.</summary>
    public void Add(int rows, Validity validity)
    {
        _nodes.Add((rows, validity.NullCount));
        _buffers.Add(validity.Encoded(rows));
    }

    /// <summary>Adds a field of missing values, which has no buffer.</summary>
    public void AddNull(int rows) => _nodes.Add((rows, rows));

    /// <summary>Adds the next buffer of the field.</summary>
    public void Add(ReadOnlyMemory<byte> buffer) => _buffers.Add(buffer);
}
