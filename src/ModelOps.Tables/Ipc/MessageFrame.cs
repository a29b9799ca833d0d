using System.Buffers.Binary;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>One message: its metadata and what follows as its body.</summary>
internal readonly record struct MessageFrame(ReadOnlyMemory<byte> Metadata, ReadOnlyMemory<byte> Body)
{
    private const int VersionSlot = 0;
    private const int KindSlot = 1;
    private const int HeaderSlot = 2;
    private const int BodyLengthSlot = 3;

    /// <summary>What the header is.</summary>
    public MessageKind Kind => (MessageKind)FlatTable.Root(Metadata.Span).Byte(KindSlot, 0);

    /// <summary>The header table.</summary>
    public FlatTable Header => FlatTable.Root(Metadata.Span).Table(HeaderSlot, "header");

    /// <summary>
    /// Takes the next message, with the prefix of today's or of the format before 0.15; null at the mark of the end, which is taken too.
    /// </summary>
    /// <param name="rest">What is left of the input.</param>
    /// <param name="position">Where that is, for messages.</param>
    public static MessageFrame? Take(ref ReadOnlyMemory<byte> rest, ref long position)
    {
        var length = TakeInt32(ref rest, ref position);
        if (length == ArrowFormat.Continuation) length = TakeInt32(ref rest, ref position);
        if (length == 0) return null;
        var metadata = TakeBytes(ref rest, ref position, length, "metadata");
        var message = FlatTable.Root(metadata.Span);
        var version = message.Int16(VersionSlot, 0);
        if (version is not (ArrowFormat.VersionV4 or ArrowFormat.VersionV5))
        {
            throw InvalidTable.Unsupported(
                $"The table is written in Arrow's metadata version V{version + 1}; V4 and V5 are read.",
                "Write it again with a current Arrow library.");
        }
        return new(metadata, TakeBytes(ref rest, ref position, message.Int64(BodyLengthSlot, 0), "body"));
    }

    private static int TakeInt32(ref ReadOnlyMemory<byte> rest, ref long position) =>
        BinaryPrimitives.ReadInt32LittleEndian(TakeBytes(ref rest, ref position, sizeof(int), "length").Span);

    private static ReadOnlyMemory<byte> TakeBytes(ref ReadOnlyMemory<byte> rest, ref long position, long length, string what)
    {
        if (length < 0 || length > rest.Length)
            throw InvalidTable.Because($"the {what} of a message at byte {position} has {length} bytes, and {rest.Length} are there");
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        position += length;
        return taken;
    }
}
