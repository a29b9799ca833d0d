using Microsoft.Win32.SafeHandles;
using ModelOps.Durability.Checksums;

namespace ModelOps.Durability.Logs;

/// <summary>
/// Tells a torn end from damage: after a torn write nothing readable follows, after a flipped byte the later records do. Since the
/// damaged byte may be one of a length, a frame is looked for at every offset.
/// </summary>
internal static class FrameSearch
{
    /// <summary>Whether a whole frame begins anywhere in a range of a file after its first byte.</summary>
    /// <remarks>
    /// Linear in the size of the range (apart from a logarithm), although frames that might be could overlap: the CRC of each comes
    /// from running remainders at its two ends.
    /// </remarks>
    public static bool AnyAfter(SafeFileHandle file, long start, long end)
    {
        var bytes = Read(file, start, end);
        var remainders = Remainders(bytes);
        for (var offset = 1; offset + Frame.HeaderBytes <= bytes.Length; offset++)
        {
            var header = bytes.AsSpan(offset, Frame.HeaderBytes);
            var length = Frame.PayloadLength(header);
            var payload = offset + Frame.HeaderBytes;
            if (length > bytes.Length - payload) continue;
            var remainder = Crc32C.Shift(Frame.LengthRemainder(header) ^ remainders[payload], length) ^ remainders[payload + (int)length];
            if (~remainder == Frame.Checksum(header)) return true;
        }
        return false;
    }

    private static byte[] Read(SafeFileHandle file, long start, long end)
    {
        var bytes = new byte[end - start];
        var filled = 0;
        while (filled < bytes.Length)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(filled), start + filled);
            if (read == 0) break;
            filled += read;
        }
        return bytes;
    }

    // Entry i is the remainder of the first i bytes, from 0.
    private static uint[] Remainders(byte[] bytes)
    {
        var remainders = new uint[bytes.Length + 1];
        for (var i = 0; i < bytes.Length; i++) remainders[i + 1] = Crc32C.Update(remainders[i], bytes.AsSpan(i, 1));
        return remainders;
    }
}
