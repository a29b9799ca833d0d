using System.Buffers;
using Microsoft.Win32.SafeHandles;
using ModelOps.Durability.Locks;

namespace ModelOps.Execution.Cache;

/// <summary>A segment that this process alone appends to. Throws what the file system throws.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileLock _lock;
    private readonly SafeFileHandle _results;
    private readonly SafeFileHandle _index;
    private long _indexLength;

    private SegmentWriter(FileLock held, SafeFileHandle results, SafeFileHandle index)
    {
        _lock = held;
        _results = results;
        _index = index;
        Length = RandomAccess.GetLength(results);
        // Half an entry at the end is of a process that was killed; it is written over.
        _indexLength = RandomAccess.GetLength(index) / SegmentFiles.EntryBytes * SegmentFiles.EntryBytes;
    }

    /// <summary>The size of the records in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a segment, creating it if missing; <see langword="null"/> if another process appends to it.</summary>
    public static SegmentWriter? TryOpen(string folder, int number)
    {
        var held = FileLock.TryAcquire(SegmentFiles.Lock(folder, number));
        if (held is null) return null;
        var (results, index, opened) = (default(SafeFileHandle), default(SafeFileHandle), default(SegmentWriter));
        try
        {
            results = Open(SegmentFiles.Results(folder, number));
            index = Open(SegmentFiles.Index(folder, number));
            return opened = new(held, results, index);
        }
        finally
        {
            if (opened is null)
            {
                index?.Dispose();
                results?.Dispose();
                held.Dispose();
            }
        }
    }

    /// <summary>Appends records that lie one after the other.</summary>
    /// <param name="records">Their bytes.</param>
    /// <param name="entries">Key and length of each.</param>
    public void Append(ReadOnlySpan<byte> records, IReadOnlyList<(UInt128 Key, int Length)> entries)
    {
        RandomAccess.Write(_results, records, Length);
        var index = ArrayPool<byte>.Shared.Rent(entries.Count * SegmentFiles.EntryBytes);
        var offset = Length;
        for (var i = 0; i < entries.Count; i++)
        {
            SegmentFiles.WriteEntry(index.AsSpan(i * SegmentFiles.EntryBytes), entries[i].Key, offset, entries[i].Length);
            offset += entries[i].Length;
        }
        RandomAccess.Write(_index, index.AsSpan(0, entries.Count * SegmentFiles.EntryBytes), _indexLength);
        ArrayPool<byte>.Shared.Return(index);
        _indexLength += (long)entries.Count * SegmentFiles.EntryBytes;
        Length = offset;
    }

    public void Dispose()
    {
        _index.Dispose();
        _results.Dispose();
        _lock.Dispose();
    }

    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
