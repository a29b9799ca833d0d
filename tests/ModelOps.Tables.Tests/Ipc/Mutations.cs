using System.Buffers.Binary;

namespace ModelOps.Tables.Tests.Ipc;

/// <summary>Damages bytes in the ways of disks, networks and attackers. The same number gives the same damage.</summary>
internal sealed class Mutations(ulong number)
{
    private static readonly long[] Extremes =
        [0, 1, -1, 7, 8, 16, 255, 256, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue];

    private ulong _state = number;

    /// <summary>A damaged copy.</summary>
    public byte[] Apply(byte[] bytes)
    {
        var damaged = bytes.ToArray();
        for (var count = 1 + Next(4); count > 0; count--) damaged = ApplyOne(damaged);
        return damaged;
    }

    private byte[] ApplyOne(byte[] bytes)
    {
        if (bytes.Length < 16) return bytes;
        var at = Next(bytes.Length);
        switch (Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)Next(256);
                return bytes;
            case 2:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Aligned(at, 4, bytes.Length)), (int)Extremes[Next(Extremes.Length)]);
                return bytes;
            case 3:
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Aligned(at, 8, bytes.Length)), Extremes[Next(Extremes.Length)]);
                return bytes;
            case 4:
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Aligned(at, 2, bytes.Length)), (short)Next(64));
                return bytes;
            case 5:
                return bytes[..at];
            case 6:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + Next(64))..]];
            default:
                var from = Next(bytes.Length);
                return [.. bytes[..at], .. bytes[from..Math.Min(bytes.Length, from + 1 + Next(64))], .. bytes[at..]];
        }
    }

    private static int Aligned(int at, int size, int length) => Math.Min(at / size * size, length - size);

    // SplitMix64 (Steele, Lea, Flood 2014).
    private int Next(int bound)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }
}
