using System.Buffers;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>The lines of a stream, in one buffer however long the stream or a line is.</summary>
/// <param name="stream">What is read; not closed.</param>
/// <param name="recording">Gets a copy of the lines as they are.</param>
internal sealed class LineReader(Stream stream, RawRecording? recording) : IDisposable
{
    /// <summary>The longest line that is given out, in bytes.</summary>
    public const int LongestLine = 1 << 20;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(LongestLine + 2);
    private int _start;
    private int _end;

    // Bytes of the present line that are gone since it is too long.
    private long _skipped;

    /// <summary>How many bytes the lines had that were read, their ends included.</summary>
    public long Consumed { get; private set; }

    /// <summary>Reads on to the next line end.</summary>
    /// <param name="line">Without its line end, valid until the next call.</param>
    /// <param name="tooLong">Whether the line is longer than <see cref="LongestLine"/>; it is cut then.</param>
    /// <returns>False if no line end is left; <see cref="TryReadTail"/> gives the rest.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        var scanned = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Found(scanned + length, out tooLong);
                Consume(scanned + length + 1);
                return true;
            }
            if (_end - _start > LongestLine) SkipPart();
            scanned = _end - _start;
            if (Fill()) continue;
            line = default;
            tooLong = false;
            return false;
        }
    }

    /// <summary>Gives what stands after the last line end, without consuming it.</summary>
    /// <param name="line">The rest.</param>
    /// <param name="tooLong">Whether it is longer than <see cref="LongestLine"/>.</param>
    /// <returns>False if there is nothing.</returns>
    public bool TryReadTail(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        line = Found(_end - _start, out tooLong);
        return _end > _start || _skipped > 0;
    }

    /// <summary>Consumes the rest.</summary>
    public void ConsumeTail() => Consume(_end - _start);

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private ReadOnlySpan<byte> Found(int length, out bool tooLong)
    {
        tooLong = _skipped > 0 || length > LongestLine;
        var line = _buffer.AsSpan(_start, length);
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private void Consume(int count)
    {
        recording?.Write(_buffer.AsSpan(_start, count), 1);
        Consumed += _skipped + count;
        _start += count;
        _skipped = 0;
    }

    private void SkipPart()
    {
        recording?.Write(_buffer.AsSpan(_start, _end - _start), 0);
        _skipped += _end - _start;
        _start = _end;
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }
}
