using System.Buffers.Binary;
using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Protocol;

/// <summary>Reads frames from a stream, many with one system call.</summary>
internal sealed class FrameReader(Stream source)
{
    private const int InitialBytes = 64 * 1024;

    private byte[] _buffer = new byte[InitialBytes];
    private int _start;
    private int _end;

    /// <summary>Waits for the next frame; false if the stream ended, even within a frame.</summary>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>: what came is no frame.</exception>
    public bool Read(out Frame frame)
    {
        while (!TryReadBuffered(out frame))
        {
            MakeRoom();
            int read;
            try
            {
                read = source.Read(_buffer, _end, _buffer.Length - _end);
            }
            catch (IOException)
            {
                return false;
            }
            if (read == 0) return false;
            _end += read;
        }
        return true;
    }

    /// <summary>The next frame if it is here already.</summary>
    public bool TryReadBuffered(out Frame frame)
    {
        frame = default;
        var available = _end - _start;
        if (available < Frame.HeaderBytes) return false;
        var header = _buffer.AsSpan(_start, Frame.HeaderBytes);
        var length = PayloadLength(header);
        if (available < Frame.HeaderBytes + length) return false;
        var id = BinaryPrimitives.ReadUInt32LittleEndian(header[5..]);
        frame = new((FrameType)header[4], id, _buffer.AsMemory(_start + Frame.HeaderBytes, length));
        _start += Frame.HeaderBytes + length;
        return true;
    }

    private static int PayloadLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        return length <= Frame.MaximumPayload
            ? (int)length
            : throw new CorruptDataException("worker_protocol", $"A frame claims {length} bytes; at most {Frame.MaximumPayload} are allowed.");
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        var needed = kept < Frame.HeaderBytes ? Frame.HeaderBytes : Frame.HeaderBytes + PayloadLength(_buffer.AsSpan(_start));
        if (needed <= _buffer.Length - _start && _end < _buffer.Length) return;
        // Growth follows what has arrived, so that a false claim of a long frame costs nothing.
        var size = needed <= _buffer.Length ? _buffer.Length : Math.Min(needed, Math.Max(kept * 2, InitialBytes));
        var target = size == _buffer.Length ? _buffer : new byte[size];
        Buffer.BlockCopy(_buffer, _start, target, 0, kept);
        (_buffer, _start, _end) = (target, 0, kept);
    }
}
