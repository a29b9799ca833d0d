using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelOps.Tables.Columns;

/// <summary>Arrow bitmaps: bit i is bit i % 8, counted from the least significant, of byte i / 8.</summary>
internal static class Bitmap
{
    /// <summary>The bytes that hold so many bits.</summary>
    public static int Bytes(int bits) => (int)(((long)bits + 7) / 8);

    /// <summary>The bit at an index.</summary>
    public static bool Get(ReadOnlySpan<byte> bits, int index) => (bits[index >> 3] >> (index & 7) & 1) != 0;

    /// <summary>Sets the bit at an index.</summary>
    public static void Set(Span<byte> bits, int index) => bits[index >> 3] |= (byte)(1 << (index & 7));

    /// <summary>How many of the first <paramref name="count"/> bits are set.</summary>
    public static int Count(ReadOnlySpan<byte> bits, int count)
    {
        var whole = bits[..(count >> 3)];
        var words = MemoryMarshal.Cast<byte, ulong>(whole);
        var total = 0;
        foreach (var word in words) total += BitOperations.PopCount(word);
        foreach (var value in whole[(words.Length * sizeof(ulong))..]) total += BitOperations.PopCount(value);
        if ((count & 7) != 0) total += BitOperations.PopCount((uint)(bits[count >> 3] & Mask(count)));
        return total;
    }

    /// <summary>Packs one byte a value (0 is clear, anything else is set) into bits.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> flags)
    {
        var bits = new byte[Bytes(flags.Length)];
        var i = 0;
        for (; i <= flags.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var set = ~Vector256.Equals(Vector256.Create(flags[i..]), Vector256<byte>.Zero).ExtractMostSignificantBits();
            BinaryPrimitives.WriteUInt32LittleEndian(bits.AsSpan(i >> 3), set);
        }
        for (; i < flags.Length; i++)
        {
            if (flags[i] != 0) Set(bits, i);
        }
        return bits;
    }

    /// <summary>The first <paramref name="count"/> bits, the unused ones of the last byte cleared; copied only if some were set.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> bits, int count)
    {
        var exact = bits[..Bytes(count)];
        if ((count & 7) == 0 || (exact.Span[^1] & ~Mask(count)) == 0) return exact;
        var copy = exact.ToArray();
        copy[^1] &= (byte)Mask(count);
        return copy;
    }

    /// <summary>Writes <paramref name="count"/> bits at bit <paramref name="start"/> of a target that is clear from there on.</summary>
    public static void Append(Span<byte> target, int start, ReadOnlySpan<byte> source, int count)
    {
        var shift = start & 7;
        var to = target[(start >> 3)..];
        var full = count >> 3;
        if (shift == 0)
        {
            source[..full].CopyTo(to);
        }
        else
        {
            for (var i = 0; i < full; i++)
            {
                to[i] |= (byte)(source[i] << shift);
                to[i + 1] |= (byte)(source[i] >> (8 - shift));
            }
        }
        for (var i = full << 3; i < count; i++)
        {
            if (Get(source, i)) Set(target, start + i);
        }
    }

    /// <summary>Sets <paramref name="count"/> bits from bit <paramref name="start"/> of a target that is clear from there on.</summary>
    public static void Fill(Span<byte> target, int start, int count)
    {
        var end = start + count;
        var i = start;
        for (; i < end && (i & 7) != 0; i++) Set(target, i);
        var full = (end - i) >> 3;
        target.Slice(i >> 3, full).Fill(byte.MaxValue);
        for (i += full << 3; i < end; i++) Set(target, i);
    }

    private static int Mask(int count) => (1 << (count & 7)) - 1;
}
