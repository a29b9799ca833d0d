using System.Buffers.Binary;
using System.Globalization;

namespace ModelOps.Execution.Cache;

/// <summary>
/// The files of a segment: its number in 8 digits and <c>.results</c> (records, one after the other), <c>.index</c> (an entry for each
/// record) and <c>.lock</c> (held by the process that appends). An entry is 28 bytes: the first 16 of the key, the offset (u64) and
/// the length (u32) of the record; little-endian. A record counts once its entry is whole, and neither is ever synchronized: what a
/// crash leaves half written or never written at all does not match its hash and is run again.
/// </summary>
internal static class SegmentFiles
{
    public const int EntryBytes = 28;
    public const string IndexExtension = ".index";

    public static string Results(string folder, int number) => PathOf(folder, number, ".results");

    public static string Index(string folder, int number) => PathOf(folder, number, IndexExtension);

    public static string Lock(string folder, int number) => PathOf(folder, number, ".lock");

    /// <summary>The numbers of the segments of a folder, ascending; none if there is no such folder.</summary>
    public static List<int> Numbers(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var numbers = new List<int>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + IndexExtension))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
        }
        numbers.Sort();
        return numbers;
    }

    public static void WriteEntry(Span<byte> entry, UInt128 key, long offset, int length)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(entry, key);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], offset);
        BinaryPrimitives.WriteInt32LittleEndian(entry[24..], length);
    }

    public static (UInt128 Key, SegmentPlace Place) ReadEntry(ReadOnlySpan<byte> entry, int segment) => (
        BinaryPrimitives.ReadUInt128LittleEndian(entry),
        new(segment, BinaryPrimitives.ReadInt32LittleEndian(entry[24..]), BinaryPrimitives.ReadInt64LittleEndian(entry[16..])));

    private static string PathOf(string folder, int number, string extension) =>
        Path.Combine(folder, number.ToString("D8", CultureInfo.InvariantCulture) + extension);
}
