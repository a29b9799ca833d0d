using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>Writes the metadata of messages, Schema and RecordBatch inside Message, and the Footer of files (Message.fbs, Schema.fbs, File.fbs).</summary>
internal static class MessageWriter
{
    // The sizes of the fields by slot. Message: version, header type, header, body length. Schema: endianness (absent: little), fields.
    private static readonly byte[] Message = [sizeof(short), sizeof(byte), sizeof(uint), sizeof(long)];
    private static readonly byte[] Schema = [0, sizeof(uint)];

    // Field: name, nullable, type tag, type, dictionary (absent), children. RecordBatch: length, nodes, buffers.
    private static readonly byte[] Field = [sizeof(uint), sizeof(bool), sizeof(byte), sizeof(uint), 0, sizeof(uint)];
    private static readonly byte[] Batch = [sizeof(long), sizeof(uint), sizeof(uint)];

    // Footer: version, schema, dictionaries, record batches.
    private static readonly byte[] Footer = [sizeof(short), sizeof(uint), sizeof(uint), sizeof(uint)];

    /// <summary>Writes the schema of a table. Every field may hold missing values.</summary>
    public static void WriteSchema(FlatWriter writer, ArrowTable table)
    {
        WriteSchema(writer, Begin(writer, MessageKind.Schema, 0), table);
    }

    /// <summary>Writes the footer of the file form for a table of one batch.</summary>
    /// <param name="writer">The buffer of the footer.</param>
    /// <param name="table">The table.</param>
    /// <param name="offset">Where the batch's message begins in the file.</param>
    /// <param name="metadataLength">The size of its metadata with prefix and padding.</param>
    /// <param name="bodyLength">The size of its body.</param>
    public static void WriteFooter(FlatWriter writer, ArrowTable table, long offset, int metadataLength, long bodyLength)
    {
        var footer = writer.Table(writer.Root(), Footer);
        writer.Put16(footer[0], ArrowFormat.VersionV5);
        WriteSchema(writer, footer[1], table);
        writer.Vector(footer[2], 0, ArrowFormat.BlockSize);
        var block = writer.Vector(footer[3], 1, ArrowFormat.BlockSize);
        writer.Put64(block, offset);
        writer.Put32(block + sizeof(long), metadataLength);
        writer.Put64(block + 2 * sizeof(long), bodyLength);
    }

    private static void WriteSchema(FlatWriter writer, int pointer, ArrowTable table)
    {
        var schema = writer.Table(pointer, Schema);
        var entries = writer.Vector(schema[1], table.Columns.Count, sizeof(uint));
        foreach (var column in table.Columns)
        {
            WriteField(writer, entries, column.Name, column.Type);
            entries += sizeof(uint);
        }
    }

    /// <summary>Writes the description of a batch, and gives the size of its body.</summary>
    public static long WriteBatch(FlatWriter writer, int rows, ColumnLayout layout)
    {
        long bodyLength = 0;
        foreach (var buffer in layout.Buffers) bodyLength += Padded(buffer.Length);
        var header = Begin(writer, MessageKind.RecordBatch, bodyLength);
        var batch = writer.Table(header, Batch);
        writer.Put64(batch[0], rows);
        var node = writer.Vector(batch[1], layout.Nodes.Length, ArrowFormat.NodeSize);
        foreach (var (length, nulls) in layout.Nodes) node = PutPair(writer, node, length, nulls);
        var entry = writer.Vector(batch[2], layout.Buffers.Length, ArrowFormat.BufferSize);
        long offset = 0;
        foreach (var buffer in layout.Buffers)
        {
            entry = PutPair(writer, entry, offset, buffer.Length);
            offset += Padded(buffer.Length);
        }
        return bodyLength;
    }

    /// <summary>A length rounded up to the alignment of messages and buffers.</summary>
    public static long Padded(long length) => (length + ArrowFormat.Alignment - 1) / ArrowFormat.Alignment * ArrowFormat.Alignment;

    private static int Begin(FlatWriter writer, MessageKind kind, long bodyLength)
    {
        var message = writer.Table(writer.Root(), Message);
        writer.Put16(message[0], ArrowFormat.VersionV5);
        writer.Put8(message[1], (int)kind);
        writer.Put64(message[3], bodyLength);
        return message[2];
    }

    private static void WriteField(FlatWriter writer, int pointer, string name, ColumnType type)
    {
        var field = writer.Table(pointer, Field);
        writer.Put8(field[1], 1);
        writer.Put8(field[2], (int)TypeWriter.KindOf(type.Kind));
        writer.Text(field[0], name);
        TypeWriter.Write(writer, field[3], type);
        var children = writer.Vector(field[5], type.Item is null ? 0 : 1, sizeof(uint));
        if (type.Item is { } item) WriteField(writer, children, "item", new(item));
    }

    private static int PutPair(FlatWriter writer, int position, long first, long second)
    {
        writer.Put64(position, first);
        writer.Put64(position + sizeof(long), second);
        return position + 2 * sizeof(long);
    }
}
