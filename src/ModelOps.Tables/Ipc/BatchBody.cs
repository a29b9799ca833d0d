using System.Buffers.Binary;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;
using ModelOps.Tables.Lz4;

namespace ModelOps.Tables.Ipc;

/// <summary>The nodes and buffers of one RecordBatch of Message.fbs, taken in order.</summary>
internal ref struct BatchBody
{
    private const int LengthSlot = 0;
    private const int NodesSlot = 1;
    private const int BuffersSlot = 2;
    private const int CompressionSlot = 3;
    private const int VariadicCountsSlot = 4;
    private const long NotCompressed = -1;

    // Not in the format, but apache-arrow for JavaScript writes it for slices.
    private const int UnknownNulls = -1;

    private readonly FlatVector _nodes;
    private readonly FlatVector _buffers;
    private readonly FlatVector _variadicCounts;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly DecompressionBudget? _lz4;
    private int _node;
    private int _buffer;
    private int _variadic;
    private long _bytesLeft;

    /// <param name="batch">The RecordBatch table.</param>
    /// <param name="body">The body of its message.</param>
    /// <param name="budget">What all batches of the table may expand to.</param>
    public BatchBody(FlatTable batch, ReadOnlyMemory<byte> body, DecompressionBudget budget)
    {
        var rows = batch.Int64(LengthSlot, 0);
        Rows = rows is >= 0 and <= int.MaxValue ? (int)rows : throw InvalidTable.Because($"a batch has {rows} rows");
        _nodes = batch.Vector(NodesSlot, ArrowFormat.NodeSize);
        _buffers = batch.Vector(BuffersSlot, ArrowFormat.BufferSize);
        _variadicCounts = batch.Vector(VariadicCountsSlot, sizeof(long));
        _body = body;
        _bytesLeft = body.Length;
        if (!batch.TryTable(CompressionSlot, out var compression)) return;
        RequireLz4(compression);
        _lz4 = budget;
    }

    /// <summary>The rows of the batch.</summary>
    public int Rows { get; }

    /// <summary>The rows and missing values of the next field; -1 for an unknown number of these.</summary>
    public (int Rows, int Nulls) NextNode()
    {
        if (_node == _nodes.Count) throw InvalidTable.Because($"a batch describes {_nodes.Count} columns, fewer than its schema");
        var node = _nodes[_node++];
        var rows = BinaryPrimitives.ReadInt64LittleEndian(node);
        var nulls = BinaryPrimitives.ReadInt64LittleEndian(node[sizeof(long)..]);
        if (rows is < 0 or > int.MaxValue || nulls < UnknownNulls || nulls > rows)
            throw InvalidTable.Because($"a column has {rows} rows, of which {nulls} are missing");
        return ((int)rows, (int)nulls);
    }

    /// <summary>The validity of a field: its next buffer, which may be absent if no value is missing.</summary>
    public Validity NextValidity(string name, int rows, int nulls)
    {
        var bits = NextBuffer(name);
        if (nulls == 0 || (nulls == UnknownNulls && bits.IsEmpty)) return default;
        RequireBytes(name, bits, Bitmap.Bytes(rows));
        return new(bits, rows);
    }

    /// <summary>The next buffer with at least so many bytes, cut to them.</summary>
    public ReadOnlyMemory<byte> NextBuffer(string name, long size)
    {
        var buffer = NextBuffer(name);
        RequireBytes(name, buffer, size);
        return buffer[..(int)size];
    }

    /// <summary>The next buffer, expanded if the batch is compressed.</summary>
    public ReadOnlyMemory<byte> NextBuffer(string name)
    {
        if (_buffer == _buffers.Count) throw InvalidTable.Because($"a batch has {_buffers.Count} buffers, too few for column '{name}'");
        var entry = _buffers[_buffer++];
        var offset = BinaryPrimitives.ReadInt64LittleEndian(entry);
        var length = BinaryPrimitives.ReadInt64LittleEndian(entry[sizeof(long)..]);
        if (offset < 0 || length < 0 || offset > _body.Length || length > _body.Length - offset)
            throw InvalidTable.Because($"a buffer of column '{name}' is at byte {offset} with {length} bytes, in a body of {_body.Length}");
        _bytesLeft -= length;
        if (_bytesLeft < 0) throw InvalidTable.Because($"the buffers of column '{name}' and those before it overlap");
        var buffer = _body.Slice((int)offset, (int)length);
        return _lz4 is null || length == 0 ? buffer : Expand(name, buffer, _lz4);
    }

    /// <summary>How many buffers of bytes the next field of views has.</summary>
    public int NextVariadicCount(string name)
    {
        var count = _variadic < _variadicCounts.Count ? BinaryPrimitives.ReadInt64LittleEndian(_variadicCounts[_variadic]) : -1;
        if (count < 0 || count > _buffers.Count - _buffer)
            throw InvalidTable.Because($"column '{name}' of views has {count} buffers, and {_buffers.Count - _buffer} are left");
        _variadic++;
        return (int)count;
    }

    /// <summary>Requires that all was taken; otherwise batch and schema do not belong together.</summary>
    public readonly void RequireEnd()
    {
        if (_node != _nodes.Count || _buffer != _buffers.Count)
        {
            throw InvalidTable.Because(
                $"a batch has {_nodes.Count} columns and {_buffers.Count} buffers, its schema needs {_node} and {_buffer}");
        }
    }

    private static void RequireBytes(string name, ReadOnlyMemory<byte> buffer, long size)
    {
        if (buffer.Length < size)
            throw InvalidTable.Because($"a buffer of column '{name}' has {buffer.Length} bytes, and {size} are needed");
    }

    private static ReadOnlyMemory<byte> Expand(string name, ReadOnlyMemory<byte> buffer, DecompressionBudget budget)
    {
        RequireBytes(name, buffer, sizeof(long));
        var size = BinaryPrimitives.ReadInt64LittleEndian(buffer.Span);
        var content = buffer[sizeof(long)..];
        if (size == NotCompressed) return content;
        budget.Take(name, size, content.Length);
        var expanded = GC.AllocateUninitializedArray<byte>((int)size);
        Lz4Frame.Decode(content.Span, expanded);
        return expanded;
    }

    private static void RequireLz4(FlatTable compression)
    {
        const int lz4Frame = 0, zstd = 1;
        var codec = compression.Byte(0, lz4Frame);
        var method = compression.Byte(1, 0);
        if (codec == zstd)
        {
            throw InvalidTable.Unsupported(
                "The table is compressed with ZSTD, which is not read.",
                "Write it uncompressed or with LZ4: polars write_ipc(compression='lz4'), pandas to_feather(compression='lz4').");
        }
        if (codec != lz4Frame || method != 0) throw InvalidTable.Because($"its compression is codec {codec}, method {method}");
    }
}
