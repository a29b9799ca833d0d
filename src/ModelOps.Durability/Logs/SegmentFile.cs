using System.Buffers.Binary;
using System.Globalization;
using ModelOps.Durability.Checksums;

namespace ModelOps.Durability.Logs;

/// <summary>
/// Name and header of a segment file. The name is the number of its first record in 20 digits and <c>.log</c>. The header is the
/// ASCII bytes <c>MOPSLOG\0</c>, the format version (u32, 1), the number of the first record (u64) and the CRC-32C of these 20 bytes
/// (u32). Integers are little-endian.
/// </summary>
internal static class SegmentFile
{
    public const int HeaderBytes = 24;

    private const string Extension = ".log";
    private const int Digits = 20;
    private const int ChecksumOffset = 20;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "MOPSLOG\0"u8;

    public static string PathOf(string directory, long firstPosition) =>
        Path.Combine(directory, firstPosition.ToString("D20", CultureInfo.InvariantCulture) + Extension);

    /// <summary>The segment files of a folder with the positions that they are named by, ascending.</summary>
    public static List<(string Path, long FirstPosition)> List(string directory)
    {
        var found = new List<(string Path, long FirstPosition)>();
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Extension))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.Length == Digits && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var first)) found.Add((path, first));
        }
        found.Sort(static (a, b) => a.FirstPosition.CompareTo(b.FirstPosition));
        return found;
    }

    public static byte[] Header(long firstPosition)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), firstPosition);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(ChecksumOffset), Crc32C.Of(header.AsSpan(0, ChecksumOffset), []));
        return header;
    }
}
