using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>Values laid end to end: value i is the data between offsets i and i + 1.</summary>
/// <param name="Offsets">One more 32-bit offset than there are values, little-endian, never falling, within the data.</param>
/// <param name="Data">The bytes of the values.</param>
internal readonly record struct OffsetBytes(ReadOnlyMemory<byte> Offsets, ReadOnlyMemory<byte> Data)
{
    /// <summary>The offsets as numbers.</summary>
    public ReadOnlySpan<int> OffsetValues => MemoryMarshal.Cast<byte, int>(Offsets.Span);

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> At(int row)
    {
        var offsets = OffsetValues;
        return Data.Span[offsets[row]..offsets[row + 1]];
    }
}
