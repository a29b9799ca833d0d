using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>Writes the metadata of messages: Schema and RecordBatch inside Message (Message.fbs, Schema.fbs).</summary>
internal static class MessageWriter
{
    // The sizes of the fields by slot. Message: version, header type, header, body length. Schema: endianness (absent: little), fields.
    private static readonly byte[] Message = [sizeof(short), sizeof(byte), sizeof(uint), sizeof(long)];
    private static readonly byte[] Schema = [0, sizeof(uint)];

    // Field: name, nullable, type tag, type, dictionary (absent), children. RecordBatch: length, nodes, buffers.
    private static readonly byte[] Field = [sizeof(uint), sizeof(bool), sizeof(byte), sizeof(uint), 0, sizeof(uint)];
    private static readonly byte[] Batch = [sizeof(long), sizeof(uint), sizeof(uint)];

    /// <summary>Writes the schema of a table. Every field may hold missing values.</summary>
    public static void WriteSchema(FlatWriter writer, ArrowTable table)
    {
        var header = Begin(writer, MessageKind.Schema, 0);
        var schema = writer.Table(header, Schema);
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
