using System.Buffers.Binary;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>Reads the file form (File.fbs): magic, messages, a footer that says where they are, its length, magic.</summary>
internal static class FileForm
{
    private const int SchemaSlot = 1;
    private const int DictionariesSlot = 2;
    private const int BatchesSlot = 3;

    /// <summary>The table of a whole file, which begins with the magic.</summary>
    public static ArrowTable Read(ReadOnlyMemory<byte> file, TableLimits limits)
    {
        var footer = Footer(file.Span);
        var root = FlatTable.Root(footer);
        var assembly = new TableAssembly(SchemaReader.Read(root.Table(SchemaSlot, "schema"), footer.Length), limits);
        long left = file.Length;
        foreach (var message in Messages(file, root.Vector(DictionariesSlot, ArrowFormat.BlockSize), MessageKind.DictionaryBatch, ref left))
            assembly.AddDictionary(message);
        foreach (var message in Messages(file, root.Vector(BatchesSlot, ArrowFormat.BlockSize), MessageKind.RecordBatch, ref left))
            assembly.AddBatch(message);
        return assembly.Join();
    }

    private static ReadOnlySpan<byte> Footer(ReadOnlySpan<byte> file)
    {
        if (file.Length < ArrowFormat.HeaderSize + ArrowFormat.TrailerSize || !file.EndsWith(ArrowFormat.FileMagic))
            throw InvalidTable.Because($"it begins as an Arrow file but its {file.Length} bytes do not end as one: it was cut off");
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[^ArrowFormat.TrailerSize..]);
        return length > 0 && length <= file.Length - ArrowFormat.HeaderSize - ArrowFormat.TrailerSize
            ? file[(file.Length - ArrowFormat.TrailerSize - length)..^ArrowFormat.TrailerSize]
            : throw InvalidTable.Because($"the footer of the file has {length} of its {file.Length} bytes");
    }

    private static List<MessageFrame> Messages(ReadOnlyMemory<byte> file, FlatVector blocks, MessageKind kind, ref long left)
    {
        var messages = new List<MessageFrame>(blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            var message = Message(file, blocks[i]);
            if (message.Kind != kind) throw InvalidTable.Because($"its footer lists a {message.Kind} as a {kind}");
            // Blocks that overlap would let a small file stand for an endless table.
            left -= message.Metadata.Length + (long)message.Body.Length;
            if (left < 0) throw InvalidTable.Because("the blocks of the file overlap");
            messages.Add(message);
        }
        return messages;
    }

    private static MessageFrame Message(ReadOnlyMemory<byte> file, ReadOnlySpan<byte> block)
    {
        var offset = BinaryPrimitives.ReadInt64LittleEndian(block);
        var metadata = BinaryPrimitives.ReadInt32LittleEndian(block[8..]);
        var body = BinaryPrimitives.ReadInt64LittleEndian(block[16..]);
        if (offset < 0 || metadata < 0 || body < 0 || offset > file.Length || body > file.Length || offset + metadata + body > file.Length)
            throw InvalidTable.Because($"a block at byte {offset} has {metadata} + {body} bytes, in a file of {file.Length}");
        var rest = file.Slice((int)offset, (int)(metadata + body));
        var position = offset;
        return MessageFrame.Take(ref rest, ref position) ?? throw InvalidTable.Because($"the block at byte {offset} is empty");
    }
}
