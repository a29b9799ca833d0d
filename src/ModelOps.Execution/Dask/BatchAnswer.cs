using System.Buffers.Binary;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Dask;

/// <summary>The payload of a <see cref="BridgeFrame.Done"/>: how the batch ended (u8), nanoseconds (u64), how many tasks are answered (u32), the detail (u32 and JSON), the answers' frames.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="Answered">How many of its first tasks are answered.</param>
/// <param name="Detail">What else there is to say.</param>
/// <param name="Frames">RESULT and ERROR frames in the order of the tasks; valid as long as the payload.</param>
internal sealed record BatchAnswer(BatchEnd End, TimeSpan Duration, int Answered, BatchDetail Detail, ReadOnlyMemory<byte> Frames)
{
    private const int HeaderBytes = 17;

    /// <summary>Reads a payload.</summary>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>.</exception>
    public static BatchAnswer Read(ReadOnlyMemory<byte> payload)
    {
        var bytes = payload.Span;
        if (bytes.Length < HeaderBytes) throw Garbage("it is too short");
        var nanoseconds = BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]);
        var answered = BinaryPrimitives.ReadUInt32LittleEndian(bytes[9..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[13..]);
        if (bytes[0] > (byte)BatchEnd.Refused || length > bytes.Length - HeaderBytes || answered > bytes.Length) throw Garbage("its header makes no sense");
        var detail = ProtocolJson.Read(bytes.Slice(HeaderBytes, (int)length), DaskJson.Default.BatchDetail);
        var duration = TimeSpan.FromTicks((long)Math.Min(nanoseconds / TimeSpan.NanosecondsPerTick, long.MaxValue));
        return new((BatchEnd)bytes[0], duration, (int)answered, detail, payload[(HeaderBytes + (int)length)..]);
    }

    /// <summary>The answer at a place of <see cref="Frames"/>, which is moved on to the next.</summary>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>.</exception>
    public Frame Next(ref int at)
    {
        var left = Frames[at..];
        if (left.Length < Frame.HeaderBytes) throw Garbage("an answer is missing");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(left.Span);
        if (length > left.Length - Frame.HeaderBytes) throw Garbage("an answer is cut off");
        at += Frame.HeaderBytes + (int)length;
        return new((FrameType)left.Span[4], BinaryPrimitives.ReadUInt32LittleEndian(left.Span[5..]), left.Slice(Frame.HeaderBytes, (int)length));
    }

    private static CorruptDataException Garbage(string what) => new("worker_protocol", $"The answer to a batch can't be read: {what}.");
}
