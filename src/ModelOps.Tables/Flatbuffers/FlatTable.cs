using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace ModelOps.Tables.Flatbuffers;

/// <summary>
/// Reads one table of a FlatBuffers buffer in place (https://flatbuffers.dev/internals). Every position is checked against the buffer,
/// so that hostile bytes are an <c>invalid_table</c> error. The package Apache.Arrow would replace this folder and Ipc.
/// </summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _table;
    private readonly int _vtable;
    private readonly int _vtableSize;

    private FlatTable(ReadOnlySpan<byte> buffer, long position)
    {
        _buffer = buffer;
        _table = Check(buffer, position, sizeof(int));
        _vtable = Check(buffer, position - BinaryPrimitives.ReadInt32LittleEndian(buffer[_table..]), 2 * sizeof(ushort));
        _vtableSize = BinaryPrimitives.ReadUInt16LittleEndian(buffer[_vtable..]);
        Check(buffer, _vtable, _vtableSize);
    }

    /// <summary>The table that the buffer's first offset points to.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> buffer)
    {
        Check(buffer, 0, sizeof(uint));
        return new(buffer, BinaryPrimitives.ReadUInt32LittleEndian(buffer));
    }

    /// <summary>The truth value of a field, or its default if absent.</summary>
    public bool Bool(int slot, bool missing) => Field(slot, 1) is > 0 and var at ? _buffer[at] != 0 : missing;

    /// <summary>The byte of a field, or its default if absent.</summary>
    public byte Byte(int slot, byte missing) => Field(slot, 1) is > 0 and var at ? _buffer[at] : missing;

    /// <summary>The 16-bit integer of a field, or its default if absent.</summary>
    public short Int16(int slot, short missing) =>
        Field(slot, sizeof(short)) is > 0 and var at ? BinaryPrimitives.ReadInt16LittleEndian(_buffer[at..]) : missing;

    /// <summary>The 32-bit integer of a field, or its default if absent.</summary>
    public int Int32(int slot, int missing) =>
        Field(slot, sizeof(int)) is > 0 and var at ? BinaryPrimitives.ReadInt32LittleEndian(_buffer[at..]) : missing;

    /// <summary>The 64-bit integer of a field, or its default if absent.</summary>
    public long Int64(int slot, long missing) =>
        Field(slot, sizeof(long)) is > 0 and var at ? BinaryPrimitives.ReadInt64LittleEndian(_buffer[at..]) : missing;

    /// <summary>The table that a field points to; false if absent.</summary>
    public bool TryTable(int slot, out FlatTable table)
    {
        var at = Field(slot, sizeof(uint));
        table = at > 0 ? new(_buffer, Target(at)) : default;
        return at > 0;
    }

    /// <summary>The table that a field must point to.</summary>
    public FlatTable Table(int slot, string what) =>
        TryTable(slot, out var table) ? table : throw InvalidTable.Because($"its metadata has no {what}");

    /// <summary>The text of a field, or null if absent.</summary>
    public string? Text(int slot)
    {
        var bytes = Vector(slot, 1).Bytes;
        if (Field(slot, sizeof(uint)) == 0) return null;
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw InvalidTable.Because("a name in its metadata is not UTF-8");
    }

    /// <summary>The vector of a field; an absent one is empty.</summary>
    public FlatVector Vector(int slot, int elementSize)
    {
        var at = Field(slot, sizeof(uint));
        if (at == 0) return default;
        var vector = Check(_buffer, Target(at), sizeof(uint));
        var count = BinaryPrimitives.ReadUInt32LittleEndian(_buffer[vector..]);
        var start = Check(_buffer, vector + sizeof(uint), count * (long)elementSize);
        return new(_buffer, start, (int)count, elementSize);
    }

    /// <summary>The table that the offset at a position points to.</summary>
    internal static FlatTable At(ReadOnlySpan<byte> buffer, int position) =>
        new(buffer, position + (long)BinaryPrimitives.ReadUInt32LittleEndian(buffer[position..]));

    private long Target(int at) => at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_buffer[at..]);

    // 0 for an absent field: no field stands at the start of a buffer.
    private int Field(int slot, int size)
    {
        var entry = 2 * sizeof(ushort) + slot * sizeof(ushort);
        if (entry + sizeof(ushort) > _vtableSize) return 0;
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_buffer[(_vtable + entry)..]);
        return offset == 0 ? 0 : Check(_buffer, _table + (long)offset, size);
    }

    private static int Check(ReadOnlySpan<byte> buffer, long position, long size) => position >= 0 && position + size <= buffer.Length
        ? (int)position
        : throw InvalidTable.Because($"its metadata points to byte {position} of {buffer.Length}");
}
