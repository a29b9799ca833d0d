namespace ModelOps.Durability.Logs;

/// <summary>What is known of a segment file: which records it holds, and where.</summary>
internal sealed class Segment(string path, long firstPosition)
{
    private readonly List<uint> _starts = [];

    public string Path { get; } = path;

    public long FirstPosition { get; } = firstPosition;

    /// <summary>The number of the first record after it.</summary>
    public long NextPosition => FirstPosition + _starts.Count;

    /// <summary>Where its last whole record ends, in bytes.</summary>
    public long Length { get; private set; } = SegmentFile.HeaderBytes;

    /// <summary>Adds records that lie one after the other from <see cref="Length"/> on.</summary>
    /// <param name="starts">Where each begins, counted from there.</param>
    /// <param name="bytes">Their length altogether.</param>
    public void Extend(IReadOnlyList<int> starts, long bytes)
    {
        foreach (var start in starts) _starts.Add((uint)(Length + start));
        Length += bytes;
    }

    /// <summary>The offset at which a record begins; the end for <see cref="NextPosition"/>.</summary>
    public long StartOf(long position) => position == NextPosition ? Length : _starts[(int)(position - FirstPosition)];
}
