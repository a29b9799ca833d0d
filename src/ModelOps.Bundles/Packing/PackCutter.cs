using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Bundles.Archives;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>
/// Decides which small files share a pack. Files are taken in path order, and a pack begins at each file whose path's hash, scaled by the
/// file's size, is below a bound that makes packs of 1 MiB on average. What exceeds 4 MiB is cut again at its lowest scaled hash. A
/// changed, added or removed file so changes the pack that it is in and rarely another, wherever it is in the order.
/// </summary>
internal static class PackCutter
{
    /// <summary>Files from this size on are blobs of their own: 256 KiB.</summary>
    public const long SmallLimit = 256 << 10;

    /// <summary>What no pack exceeds: 4 MiB.</summary>
    public const long MaxPackBytes = 4 << 20;

    private const int TargetBits = 20; // 1 MiB

    /// <summary>Whether a file is packed: small, and with a path that fits into a header.</summary>
    public static bool IsPacked(ContentEntry file) => file.Size < SmallLimit && UstarHeader.Fits(file.Path);

    /// <summary>Cuts the packed files of one layer, given in path order.</summary>
    public static IEnumerable<ArraySegment<ContentEntry>> Cut(ContentEntry[] files)
    {
        var scores = Array.ConvertAll(files, Score);
        var start = 0;
        for (var i = 1; i <= files.Length; i++)
        {
            if (i < files.Length && scores[i] >= 1UL << (64 - TargetBits)) continue;
            foreach (var pack in Split(new(files, start, i - start), scores)) yield return pack;
            start = i;
        }
    }

    /// <summary>The size of a pack in bytes.</summary>
    public static long SizeOf(IEnumerable<ContentEntry> files) => files.Sum(Framed) + UstarHeader.EndBytes;

    private static IEnumerable<ArraySegment<ContentEntry>> Split(ArraySegment<ContentEntry> run, ulong[] scores)
    {
        if (run.Count == 0) return [];
        if (SizeOf(run) <= MaxPackBytes) return [run];
        var cut = 1;
        for (var i = 2; i < run.Count; i++)
        {
            if (scores[run.Offset + i] < scores[run.Offset + cut]) cut = i;
        }
        return Split(run[..cut], scores).Concat(Split(run[cut..], scores));
    }

    // The size counts as the next power of two, so that few changes of it move a cut.
    private static ulong Score(ContentEntry file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(file.Path), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) >> BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)Framed(file)));
    }

    private static long Framed(ContentEntry file) => UstarHeader.BlockBytes + UstarHeader.Padded(file.Size);
}
