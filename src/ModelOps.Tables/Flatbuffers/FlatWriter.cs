using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ModelOps.Tables.Flatbuffers;

/// <summary>
/// Writes a FlatBuffers buffer front to back: first a table with room for its fields, then what its offsets point to. The same calls
/// give the same bytes.
/// </summary>
internal sealed class FlatWriter : IDisposable
{
    private const int InitialSize = 1024;
    private const int Alignment = 8;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Room for the offset of the root table, which comes next.</summary>
    public int Root() => Reserve(sizeof(uint));

    /// <summary>
    /// Writes a vtable and a table whose fields are zero and not yet set. Sizes of 8 must come first, since a table starts so that its
    /// first field is aligned to 8 bytes.
    /// </summary>
    /// <param name="pointer">The field that points to the table.</param>
    /// <param name="slots">The size of each slot's field in bytes; 0 for an absent one.</param>
    public FlatFields Table(int pointer, params ReadOnlySpan<byte> slots)
    {
        Span<int> offsets = stackalloc int[slots.Length];
        var size = sizeof(int);
        // Larger fields first keep every field aligned without gaps.
        for (var width = 8; width > 0; width /= 2)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (slots[i] != width) continue;
                offsets[i] = size;
                size += width;
            }
        }
        var vtableSize = sizeof(ushort) * (2 + slots.Length);
        AlignFor(vtableSize + sizeof(int), Alignment);
        var vtable = Reserve(vtableSize);
        var table = Reserve(size);
        Put16(vtable, vtableSize);
        Put16(vtable + 2, size);
        for (var i = 0; i < slots.Length; i++) Put16(vtable + 4 + 2 * i, offsets[i]);
        Put32(table, table - vtable);
        Put32(pointer, table - pointer);
        return new(this, vtable, table);
    }

    /// <summary>Writes a vector header with zeroed elements, and gives the position of the first.</summary>
    public int Vector(int pointer, int count, int elementSize)
    {
        AlignFor(sizeof(uint), elementSize > sizeof(int) ? Alignment : sizeof(int));
        var vector = Reserve(sizeof(uint));
        Put32(pointer, vector - pointer);
        Put32(vector, count);
        return Reserve(count * elementSize);
    }

    /// <summary>Writes a text with the final zero byte that the format asks for.</summary>
    public void Text(int pointer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        AlignFor(sizeof(uint), sizeof(int));
        var at = Reserve(sizeof(uint));
        Put32(pointer, at - pointer);
        Put32(at, length);
        var start = Reserve(length + 1);
        Encoding.UTF8.GetBytes(text, _buffer.AsSpan(start, length));
    }

    /// <summary>Sets a byte.</summary>
    public void Put8(int position, int value) => _buffer[position] = (byte)value;

    /// <summary>Sets a 16-bit integer.</summary>
    public void Put16(int position, int value) => BinaryPrimitives.WriteInt16LittleEndian(_buffer.AsSpan(position), (short)value);

    /// <summary>Sets a 32-bit integer.</summary>
    public void Put32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(position), value);

    /// <summary>Sets a 64-bit integer.</summary>
    public void Put64(int position, long value) => BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(position), value);

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    // Pads so that the byte after the next `skipped` bytes is aligned.
    private void AlignFor(int skipped, int alignment) => Reserve((alignment - (_length + skipped) % alignment) % alignment);

    private int Reserve(int size)
    {
        if (_buffer.Length - _length < size) Grow(size);
        _buffer.AsSpan(_length, size).Clear();
        _length += size;
        return _length - size;
    }

    private void Grow(int size)
    {
        var grown = ArrayPool<byte>.Shared.Rent(checked(2 * _buffer.Length + size));
        Written.CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }
}
