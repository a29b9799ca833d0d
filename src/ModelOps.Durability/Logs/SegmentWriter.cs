using Microsoft.Win32.SafeHandles;
using ModelOps.Durability.Files;

namespace ModelOps.Durability.Logs;

/// <summary>The file at the end of a log. Throws what the file system throws: the log decides what that means.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Action<SafeFileHandle> _flushToDisk;

    private SegmentWriter(SafeFileHandle file, long length, Action<SafeFileHandle> flushToDisk)
    {
        _file = file;
        _flushToDisk = flushToDisk;
        Length = length;
    }

    /// <summary>The size of the file in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Begins a segment; its header and its name are on disk before anything else is written.</summary>
    public static SegmentWriter Create(string path, long firstPosition, Action<SafeFileHandle> flushToDisk)
    {
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var writer = new SegmentWriter(file, 0, flushToDisk);
        var created = false;
        try
        {
            writer.Append(SegmentFile.Header(firstPosition));
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
            created = true;
            return writer;
        }
        finally
        {
            if (!created) writer.Dispose();
        }
    }

    /// <summary>Continues a segment after so many bytes; what follows them is cut off.</summary>
    public static SegmentWriter Continue(string path, long length, Action<SafeFileHandle> flushToDisk)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var ready = false;
        try
        {
            if (RandomAccess.GetLength(file) != length) RandomAccess.SetLength(file, length);
            // Who wrote the records may have died before it synchronized them; from here on they count as durable.
            flushToDisk(file);
            ready = true;
            return new(file, length, flushToDisk);
        }
        finally
        {
            if (!ready) file.Dispose();
        }
    }

    /// <summary>Writes bytes at the end. When the call returns they are on disk.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, Length);
        _flushToDisk(_file);
        Length += bytes.Length;
    }

    public void Dispose() => _file.Dispose();
}
