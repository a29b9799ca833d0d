namespace ModelOps.Bundles.Packing;

/// <summary>
/// How a large file is cut into blobs: every 16 MiB, or for a file of more than 1024 such parts at the next power of two that makes no more
/// of them. Registries as the distribution project's forget an upload whose connection broke within a request, so that nothing smaller than
/// a blob can be gone on with there.
/// </summary>
internal static class FileParts
{
    /// <summary>The largest file that is one blob, and the size of the parts of larger ones: 16 MiB.</summary>
    public const long PartBytes = 16 << 20;

    private const long MostParts = 1024;

    /// <summary>Whether a file of this size is cut.</summary>
    public static bool IsCut(long size) => size > PartBytes;

    /// <summary>The first byte and the length of each part.</summary>
    public static IEnumerable<(long Start, long Length)> Cut(long size)
    {
        var length = PartBytes;
        while (length * MostParts < size) length *= 2;
        for (var start = 0L; start < size; start += length) yield return (start, Math.Min(length, size - start));
    }
}
