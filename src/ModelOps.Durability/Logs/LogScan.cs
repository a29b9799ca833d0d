using Microsoft.Win32.SafeHandles;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Durability.Logs;

/// <summary>Reads a whole log once: finds its records, checks every checksum, and finds a torn end. Changes nothing.</summary>
internal sealed class LogScan
{
    // More than this is never written without a synchronization after it.
    private const long LongestTear = SegmentedLog.MaxBatchBytes + Frame.HeaderBytes + (long)SegmentedLog.MaxRecordBytes;

    private LogScan(List<Segment> segments, LogRecovery? tear)
    {
        Segments = segments;
        Tear = tear;
    }

    /// <summary>All segments with a whole header, ascending and without gaps.</summary>
    public List<Segment> Segments { get; }

    /// <summary>The torn end of the log, if there is one.</summary>
    public LogRecovery? Tear { get; }

    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>.</exception>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public static LogScan Of(string directory)
    {
        try
        {
            return Read(SegmentFile.List(directory));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the log", directory, cause);
        }
    }

    private static LogScan Read(List<(string Path, long FirstPosition)> files)
    {
        var segments = new List<Segment>();
        var tear = default(LogRecovery);
        for (var i = 0; i < files.Count; i++)
        {
            var (path, first) = files[i];
            var expected = segments.Count == 0 ? 0 : segments[^1].NextPosition;
            if (first != expected)
                throw LogDamage.At(path, 0, $"the segment that begins with record {expected} is missing before it");
            var segment = new Segment(path, first);
            tear = ReadSegment(segment, isLast: i == files.Count - 1);
            if (tear is not { Offset: 0 }) segments.Add(segment);
        }
        return new(segments, tear);
    }

    private static LogRecovery? ReadSegment(Segment segment, bool isLast)
    {
        using var file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A writer may be appending: what comes after this size is not ours to judge.
        var length = RandomAccess.GetLength(file);
        if (!HasHeader(file, segment.FirstPosition))
        {
            // The header is on disk before the first record is written, so a file that has more than a header had a whole one.
            if (isLast && length <= SegmentFile.HeaderBytes) return new(segment.Path, 0, length);
            throw LogDamage.At(segment.Path, 0, "its header is not the one that was written");
        }
        ReadFrames(segment, file, length);
        if (segment.Length == length) return null;
        var torn = length - segment.Length;
        if (!isLast || torn > LongestTear || FrameSearch.AnyAfter(file, segment.Length, length))
            throw LogDamage.At(segment.Path, segment.Length, $"record {segment.NextPosition} is not the one that was written");
        return new(segment.Path, segment.Length, torn);
    }

    private static bool HasHeader(SafeFileHandle file, long firstPosition)
    {
        Span<byte> header = stackalloc byte[SegmentFile.HeaderBytes];
        var read = RandomAccess.Read(file, header, 0);
        return header[..read].SequenceEqual(SegmentFile.Header(firstPosition));
    }

    private static void ReadFrames(Segment segment, SafeFileHandle file, long length)
    {
        var frames = new FrameReader(file, SegmentFile.HeaderBytes, length);
        while (frames.TryRead(out _)) segment.Extend([0], frames.Offset - segment.Length);
    }
}
