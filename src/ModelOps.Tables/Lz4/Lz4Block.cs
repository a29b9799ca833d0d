using System.Buffers.Binary;
using ModelOps.Contracts.Errors;

namespace ModelOps.Tables.Lz4;

/// <summary>Decodes LZ4 blocks (https://github.com/lz4/lz4, doc/lz4_Block_format.md).</summary>
internal static class Lz4Block
{
    /// <summary>
    /// The most bytes that a byte of input can stand for: a length byte of 255. So an output declared larger than this times the input
    /// is a lie, which is known before anything is allocated.
    /// </summary>
    public const int MaxRatio = 255;

    private const int MinMatch = 4;
    private const int LongLength = 15;

    /// <summary>Decodes one block after what was decoded before it, and gives the new end of the output.</summary>
    /// <param name="input">The compressed block.</param>
    /// <param name="output">Room for everything; the block is written from <paramref name="start"/> on.</param>
    /// <param name="start">Where the block begins.</param>
    /// <param name="earliest">The first byte that a match may refer to: 0, or <paramref name="start"/> if blocks are independent.</param>
    public static int Decode(ReadOnlySpan<byte> input, Span<byte> output, int start, int earliest)
    {
        var (from, to) = (0, start);
        while (true)
        {
            var token = At(input, from++);
            var literals = Length(input, ref from, token >> 4);
            if (literals > input.Length - from || literals > output.Length - to) throw Corrupt("runs past its end");
            input.Slice(from, literals).CopyTo(output[to..]);
            from += literals;
            to += literals;
            if (from == input.Length) return to;
            if (input.Length - from < sizeof(ushort)) throw Corrupt("is cut off");
            var distance = BinaryPrimitives.ReadUInt16LittleEndian(input[from..]);
            from += sizeof(ushort);
            var match = (long)Length(input, ref from, token & LongLength) + MinMatch;
            if (distance == 0 || distance > to - earliest) throw Corrupt($"refers {distance} bytes back at byte {to}");
            if (match > output.Length - to) throw Corrupt("runs past its end");
            Repeat(output, to, distance, (int)match);
            to += (int)match;
        }
    }

    // The source may run into the target: then the last `distance` bytes repeat, and each copy doubles what can be copied at once.
    private static void Repeat(Span<byte> output, int to, int distance, int length)
    {
        var source = to - distance;
        while (length > 0)
        {
            var step = Math.Min(length, to - source);
            output.Slice(source, step).CopyTo(output[to..]);
            to += step;
            length -= step;
        }
    }

    private static int Length(ReadOnlySpan<byte> input, ref int from, int nibble)
    {
        if (nibble < LongLength) return nibble;
        long length = nibble;
        byte more;
        do
        {
            more = At(input, from++);
            length += more;
        }
        while (more == byte.MaxValue);
        return length <= int.MaxValue ? (int)length : throw Corrupt("runs past its end");
    }

    private static byte At(ReadOnlySpan<byte> input, int position) =>
        position < input.Length ? input[position] : throw Corrupt("is cut off");

    private static InvalidInputException Corrupt(string what) => InvalidTable.Because($"an LZ4 block {what}");
}
