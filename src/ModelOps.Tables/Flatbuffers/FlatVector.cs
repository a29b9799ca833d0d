namespace ModelOps.Tables.Flatbuffers;

/// <summary>A vector of a FlatBuffers buffer, read in place; its bounds were checked by the table that gave it.</summary>
internal readonly ref struct FlatVector(ReadOnlySpan<byte> buffer, int start, int count, int elementSize)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;

    /// <summary>The number of elements.</summary>
    public int Count => count;

    /// <summary>All elements.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.Slice(start, count * elementSize);

    /// <summary>The bytes of a scalar or struct element.</summary>
    public ReadOnlySpan<byte> this[int index] => Bytes.Slice(index * elementSize, elementSize);

    /// <summary>The table of an element that is an offset.</summary>
    public FlatTable Table(int index)
    {
        _ = this[index];
        return FlatTable.At(_buffer, start + index * elementSize);
    }
}
