using System.Buffers.Binary;
using ModelOps.Contracts.Errors;

namespace ModelOps.Tables.Lz4;

/// <summary>
/// Decodes one LZ4 frame (https://github.com/lz4/lz4, doc/lz4_Frame_format.md) of known content size, with every checksum that it has.
/// The package K4os.Compression.LZ4.Streams would replace this folder.
/// </summary>
internal static class Lz4Frame
{
    private const uint Magic = 0x184D2204;
    private const uint Uncompressed = 0x8000_0000;
    private const int VersionMask = 0xC0;
    private const int Version = 0x40;
    private const int IndependentBlocks = 0x20;
    private const int BlockChecksums = 0x10;
    private const int ContentSize = 0x08;
    private const int ContentChecksum = 0x04;
    private const int ReservedOrDictionary = 0x03;

    /// <summary>Fills the output exactly; a frame of any other size is an error.</summary>
    public static void Decode(ReadOnlySpan<byte> frame, Span<byte> output)
    {
        var flags = Header(ref frame, output.Length);
        var end = 0;
        for (var size = Take32(ref frame); size != 0; size = Take32(ref frame))
        {
            var block = Take(ref frame, size & ~Uncompressed);
            if ((flags & BlockChecksums) != 0) Verify(block, Take32(ref frame), "block");
            if ((size & Uncompressed) == 0)
            {
                end = Lz4Block.Decode(block, output, end, (flags & IndependentBlocks) != 0 ? end : 0);
                continue;
            }
            if (block.Length > output.Length - end) throw Corrupt($"holds more than the {output.Length} bytes declared");
            block.CopyTo(output[end..]);
            end += block.Length;
        }
        if (end != output.Length) throw Corrupt($"holds {end} bytes, where {output.Length} are declared");
        if ((flags & ContentChecksum) != 0) Verify(output, Take32(ref frame), "content");
    }

    private static int Header(ref ReadOnlySpan<byte> frame, int expected)
    {
        if (Take32(ref frame) != Magic) throw Corrupt("does not begin with the LZ4 magic number");
        var start = frame;
        int flags = Take(ref frame, 2)[0];
        if ((flags & VersionMask) != Version) throw Corrupt($"is of version {flags >> 6}, not 1");
        if ((flags & ReservedOrDictionary) != 0) throw Corrupt("needs an outside dictionary");
        var described = 2;
        if ((flags & ContentSize) != 0)
        {
            var size = BinaryPrimitives.ReadUInt64LittleEndian(Take(ref frame, sizeof(ulong)));
            if (size != (ulong)expected) throw Corrupt($"declares {size} bytes, its buffer {expected}");
            described += sizeof(ulong);
        }
        var check = Take(ref frame, 1)[0];
        if (check != (byte)(XxHash32.Of(start[..described]) >> 8)) throw Corrupt("has a header whose checksum does not match");
        return flags;
    }

    private static void Verify(ReadOnlySpan<byte> bytes, uint checksum, string what)
    {
        if (XxHash32.Of(bytes) != checksum) throw Corrupt($"has a {what} whose checksum does not match");
    }

    private static uint Take32(ref ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32LittleEndian(Take(ref frame, sizeof(uint)));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> frame, uint size)
    {
        if (size > frame.Length) throw Corrupt($"is cut off: {size} bytes are needed and {frame.Length} are left");
        var taken = frame[..(int)size];
        frame = frame[(int)size..];
        return taken;
    }

    private static InvalidInputException Corrupt(string what) => InvalidTable.Because($"an LZ4 frame {what}");
}
