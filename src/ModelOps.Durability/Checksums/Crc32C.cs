using System.Buffers.Binary;
using System.Numerics;

namespace ModelOps.Durability.Checksums;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, B.4): reflected polynomial 0x82F63B78, initial value and final XOR all ones.
/// <see cref="BitOperations"/> uses the processor's instruction where there is one and tables otherwise.
/// </summary>
internal static class Crc32C
{
    private const uint Polynomial = 0x82F63B78;

    // x^(8 * 2^k) modulo the polynomial, for k = 0..31: what 2^k further bytes do to a remainder.
    private static readonly uint[] ByteShifts = Shifts();

    /// <summary>The checksum of the bytes of two spans, one after the other.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Update(Update(uint.MaxValue, first), second);

    /// <summary>The remainder after some more bytes, without the initial value and the final XOR.</summary>
    public static uint Update(uint remainder, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            remainder = BitOperations.Crc32C(remainder, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var value in bytes) remainder = BitOperations.Crc32C(remainder, value);
        return remainder;
    }

    /// <summary>The remainder after a number of zero bytes, in time logarithmic in it (the method of zlib's crc32_combine).</summary>
    public static uint Shift(uint remainder, uint zeroBytes)
    {
        for (var k = 0; zeroBytes != 0; k++, zeroBytes >>= 1)
        {
            if ((zeroBytes & 1) != 0) remainder = Multiply(remainder, ByteShifts[k]);
        }
        return remainder;
    }

    private static uint[] Shifts()
    {
        var shifts = new uint[32];
        shifts[0] = 1u << 23; // x^8; the highest bit stands for x^0.
        for (var k = 1; k < shifts.Length; k++) shifts[k] = Multiply(shifts[k - 1], shifts[k - 1]);
        return shifts;
    }

    // Product of two polynomials over GF(2), modulo the CRC's.
    private static uint Multiply(uint a, uint b)
    {
        var product = 0u;
        for (; a != 0; a <<= 1)
        {
            product ^= b & (uint)((int)a >> 31);
            b = (b >> 1) ^ (Polynomial & (uint)-(int)(b & 1));
        }
        return product;
    }
}
