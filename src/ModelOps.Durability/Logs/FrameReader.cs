using Microsoft.Win32.SafeHandles;

namespace ModelOps.Durability.Logs;

/// <summary>Reads the frames of a range of a segment file, one after the other.</summary>
internal sealed class FrameReader(SafeFileHandle file, long start, long end)
{
    private const int ReadBytes = 128 << 10;

    private byte[] _buffer = new byte[Math.Min(ReadBytes, end - start)];
    private int _begin;
    private int _filled;

    /// <summary>Where the next frame begins: after <see cref="TryRead"/> was false, where the range ends or is bad.</summary>
    public long Offset { get; private set; } = start;

    /// <summary>The next payload, valid until the next call; false at the end of the range or when there is no whole frame.</summary>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        var remaining = end - Offset;
        if (remaining < Frame.HeaderBytes || !Fill(Frame.HeaderBytes)) return false;
        var length = Frame.PayloadLength(_buffer.AsSpan(_begin));
        if (length > SegmentedLog.MaxRecordBytes || length > remaining - Frame.HeaderBytes) return false;
        var frameBytes = Frame.HeaderBytes + (int)length;
        if (!Fill(frameBytes)) return false;
        var frame = _buffer.AsSpan(_begin, frameBytes);
        if (!Frame.IsWhole(frame)) return false;
        payload = frame[Frame.HeaderBytes..];
        _begin += frameBytes;
        Offset += frameBytes;
        return true;
    }

    // Has at least so many bytes in the buffer from _begin on; false if the file is shorter than the range.
    private bool Fill(int bytes)
    {
        var available = _filled - _begin;
        if (available >= bytes) return true;
        var larger = bytes > _buffer.Length ? new byte[Math.Max(bytes, 2 * _buffer.Length)] : _buffer;
        _buffer.AsSpan(_begin, available).CopyTo(larger);
        (_buffer, _begin, _filled) = (larger, 0, available);
        while (_filled < bytes)
        {
            var wanted = (int)Math.Min(_buffer.Length - _filled, end - Offset - _filled);
            var read = RandomAccess.Read(file, _buffer.AsSpan(_filled, wanted), Offset + _filled);
            if (read == 0) return false;
            _filled += read;
        }
        return true;
    }
}
