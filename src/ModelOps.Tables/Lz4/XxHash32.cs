using System.Buffers.Binary;
using System.Numerics;

namespace ModelOps.Tables.Lz4;

/// <summary>
/// XXH32 with seed 0, the checksum of LZ4 frames (https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md). The package
/// System.IO.Hashing would replace this file.
/// </summary>
internal static class XxHash32
{
    private const uint Prime1 = 0x9E3779B1;
    private const uint Prime2 = 0x85EBCA77;
    private const uint Prime3 = 0xC2B2AE3D;
    private const uint Prime4 = 0x27D4EB2F;
    private const uint Prime5 = 0x165667B1;
    private const int Stripe = 16;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        var hash = bytes.Length >= Stripe ? Stripes(ref rest) : Prime5;
        hash += (uint)bytes.Length;
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime3, 17) * Prime4;
        foreach (var value in rest) hash = BitOperations.RotateLeft(hash + value * Prime5, 11) * Prime1;
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }

    private static uint Stripes(ref ReadOnlySpan<byte> rest)
    {
        var (a, b, c, d) = (unchecked(Prime1 + Prime2), Prime2, 0u, unchecked(0u - Prime1));
        for (; rest.Length >= Stripe; rest = rest[Stripe..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt32LittleEndian(rest));
            b = Round(b, BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]));
            c = Round(c, BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            d = Round(d, BinaryPrimitives.ReadUInt32LittleEndian(rest[12..]));
        }
        return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
    }

    private static uint Round(uint lane, uint input) => BitOperations.RotateLeft(lane + input * Prime2, 13) * Prime1;
}
