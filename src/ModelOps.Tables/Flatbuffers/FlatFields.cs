using System.Buffers.Binary;

namespace ModelOps.Tables.Flatbuffers;

/// <summary>A table that is being written: where its fields stand.</summary>
internal readonly struct FlatFields(FlatWriter writer, int vtable, int table)
{
    /// <summary>The position of a slot's field, which the table has.</summary>
    public int this[int slot] =>
        table + BinaryPrimitives.ReadUInt16LittleEndian(writer.Written[(vtable + 2 * sizeof(ushort) + slot * sizeof(ushort))..]);
}
