using ModelOps.Durability.Files;

namespace ModelOps.Durability.Logs;

/// <summary>Where the durable records of a log are. Safe for one writer and any number of readers.</summary>
internal sealed class LogIndex(List<Segment> segments)
{
    private readonly Lock _sync = new();

    /// <summary>How many records there are: the number of the next one.</summary>
    public long Count
    {
        get
        {
            lock (_sync) return segments.Count == 0 ? 0 : segments[^1].NextPosition;
        }
    }

    public void Begin(Segment segment)
    {
        lock (_sync) segments.Add(segment);
    }

    public void Extend(IReadOnlyList<int> starts, long bytes)
    {
        lock (_sync) segments[^1].Extend(starts, bytes);
    }

    /// <summary>Streams the records from a position up to what was durable when the enumeration began.</summary>
    public IEnumerable<LogRecord> Read(long from)
    {
        var end = Count;
        var position = from;
        while (position < end)
        {
            var (path, start, stop, next) = Locate(position, end);
            foreach (var payload in ReadFrames(path, start, stop, position)) yield return new(position++, payload);
            position = next;
        }
    }

    /// <summary>One record, which must be durable.</summary>
    public ReadOnlyMemory<byte> ReadOne(long position)
    {
        var (path, start, stop, _) = Locate(position, position + 1);
        return ReadFrames(path, start, stop, position).Single();
    }

    // The part of the segment with a position that holds the records up to another, and the number of the first record after it.
    private (string Path, long Start, long Stop, long Next) Locate(long position, long end)
    {
        lock (_sync)
        {
            var (low, high) = (0, segments.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (segments[middle].FirstPosition <= position) low = middle;
                else high = middle - 1;
            }
            var segment = segments[low];
            var next = Math.Min(end, segment.NextPosition);
            return (segment.Path, segment.StartOf(position), segment.StartOf(next), next);
        }
    }

    private static IEnumerable<byte[]> ReadFrames(string path, long start, long stop, long position)
    {
        using var file = Open(path);
        var frames = new FrameReader(file, start, stop);
        while (frames.Offset < stop)
        {
            yield return Next(frames, path, position);
            position++;
        }
    }

    private static byte[] Next(FrameReader frames, string path, long position)
    {
        try
        {
            if (frames.TryRead(out var payload)) return payload.ToArray();
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the log", path, cause);
        }
        throw LogDamage.At(path, frames.Offset, $"record {position} is not the one that was written");
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("open the log", path, cause);
        }
    }
}
