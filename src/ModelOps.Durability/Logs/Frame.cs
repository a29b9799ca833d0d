using System.Buffers;
using System.Buffers.Binary;
using ModelOps.Durability.Checksums;

namespace ModelOps.Durability.Logs;

/// <summary>
/// A record in a segment: the payload's length (u32), the CRC-32C of the four length bytes and the payload (u32), the payload.
/// Integers are little-endian.
/// </summary>
internal static class Frame
{
    public const int HeaderBytes = 8;

    private const int LengthBytes = 4;

    public static void Write(ArrayBufferWriter<byte> destination, ReadOnlySpan<byte> payload)
    {
        var frame = destination.GetSpan(HeaderBytes + payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[LengthBytes..], Crc32C.Of(frame[..LengthBytes], payload));
        payload.CopyTo(frame[HeaderBytes..]);
        destination.Advance(HeaderBytes + payload.Length);
    }

    public static uint PayloadLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header);

    public static uint Checksum(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header[LengthBytes..]);

    public static bool IsWhole(ReadOnlySpan<byte> frame) =>
        Checksum(frame) == Crc32C.Of(frame[..LengthBytes], frame[HeaderBytes..]);

    /// <summary>The CRC's remainder after the length bytes alone.</summary>
    public static uint LengthRemainder(ReadOnlySpan<byte> header) => Crc32C.Update(uint.MaxValue, header[..LengthBytes]);
}
