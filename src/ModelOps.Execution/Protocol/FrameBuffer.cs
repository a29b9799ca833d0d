using System.Buffers.Binary;

namespace ModelOps.Execution.Protocol;

/// <summary>Collects frames, to be written with one system call.</summary>
internal sealed class FrameBuffer
{
    // A buffer that one large frame made bigger than this is not kept.
    private const int KeptBytes = 1 << 20;
    private const int InitialBytes = 16 * 1024;

    private byte[] _bytes = new byte[InitialBytes];

    /// <summary>How many bytes are collected.</summary>
    public int Length { get; private set; }

    /// <summary>What is collected; valid until the next change.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Starts a frame with a payload of so many bytes and gives the span to write them to.</summary>
    public Span<byte> Append(FrameType type, uint id, int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payloadLength, Frame.MaximumPayload);
        var end = Length + Frame.HeaderBytes + payloadLength;
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        var header = _bytes.AsSpan(Length, Frame.HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)payloadLength);
        header[4] = (byte)type;
        BinaryPrimitives.WriteUInt32LittleEndian(header[5..], id);
        Length = end;
        return _bytes.AsSpan(end - payloadLength, payloadLength);
    }

    /// <summary>Adds a whole frame.</summary>
    public void Append(FrameType type, uint id, ReadOnlySpan<byte> payload) => payload.CopyTo(Append(type, id, payload.Length));

    /// <summary>Drops what is collected.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes) _bytes = new byte[InitialBytes];
    }
}
