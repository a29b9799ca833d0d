using Microsoft.Win32.SafeHandles;
using ModelOps.Durability.Files;

namespace ModelOps.Execution.Cache;

/// <summary>Finds and reads the results of one scope as they are when it is opened. For one thread at a time.</summary>
internal sealed class SegmentReader : IDisposable
{
    private const int EntriesAtOnce = 4096;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Dictionary<UInt128, SegmentPlace> _places = [];
    private readonly Dictionary<int, SafeFileHandle?> _files = [];

    private SegmentReader(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
    }

    /// <summary>Reads the index of a scope's folder, as far as it can be read.</summary>
    public static SegmentReader Open(string folder, TimeProvider time)
    {
        var reader = new SegmentReader(folder, time);
        try
        {
            foreach (var number in SegmentFiles.Numbers(folder)) reader.ReadIndex(number);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return reader;
        }
        return reader;
    }

    /// <summary>The tables under a key; <see langword="null"/> if there are none, or not as they were written.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>>? Find(ResultKey key)
    {
        if (!_places.TryGetValue(key.Prefix, out var place)) return null;
        try
        {
            return ReadRecord(place) is { } record ? ResultRecord.Read(record, key) : null;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            // A disk that fails here costs a simulation, not the run.
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var file in _files.Values) file?.Dispose();
    }

    private void ReadIndex(int number)
    {
        using var index = TryOpen(SegmentFiles.Index(_folder, number));
        if (index is null) return;
        var buffer = new byte[EntriesAtOnce * SegmentFiles.EntryBytes];
        for (long offset = 0; ; offset += buffer.Length)
        {
            var read = RandomAccess.Read(index, buffer, offset);
            for (var at = 0; at + SegmentFiles.EntryBytes <= read; at += SegmentFiles.EntryBytes)
            {
                var (key, place) = SegmentFiles.ReadEntry(buffer.AsSpan(at), number);
                // A later entry is of a result that was run again because the earlier one was damaged.
                _places[key] = place;
            }
            if (read < buffer.Length) return;
        }
    }

    private byte[]? ReadRecord(SegmentPlace place)
    {
        if (FileOf(place.Segment) is not { } file) return null;
        // The entry may be damaged: nothing is allocated that the file doesn't have.
        if (place.Length <= 0 || place.Offset < 0 || place.Offset > RandomAccess.GetLength(file) - place.Length) return null;
        var record = GC.AllocateUninitializedArray<byte>(place.Length);
        return RandomAccess.Read(file, record, place.Offset) == record.Length ? record : null;
    }

    private SafeFileHandle? FileOf(int number)
    {
        if (_files.TryGetValue(number, out var known)) return known;
        var path = SegmentFiles.Results(_folder, number);
        var file = TryOpen(path);
        if (file is not null) MarkUsed(path);
        return _files[number] = file;
    }

    // The modification time says when a segment was last used; what can't be marked is only removed earlier.
    private void MarkUsed(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return;
        }
    }

    // A segment may be removed at any time.
    private static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return null;
        }
    }
}
