using System.Buffers;
using System.Buffers.Binary;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>
/// Writes Arrow IPC: a schema, one batch, the mark of the end; plain layouts, uncompressed, aligned to 8 bytes. The stream form is that
/// of all results; the file form is for programs that read no other.
/// Dictionaries, views and large offsets are written as plain values. Tables with equal names, types and values give equal bytes.
/// </summary>
public static class ArrowWriter
{
    private const int PrefixSize = 2 * sizeof(int);

    /// <summary>The stream of a table.</summary>
    /// <exception cref="InvalidInputException">Code <c>table_too_large</c>: beyond the 2 GiB of an array.</exception>
    public static byte[] Write(ArrowTable table) => Write(table, asFile: false);

    /// <summary>The file form of a table, which is also Feather version 2.</summary>
    /// <exception cref="InvalidInputException">As of <see cref="Write(ArrowTable)"/>.</exception>
    public static byte[] WriteFile(ArrowTable table) => Write(table, asFile: true);

    /// <summary>Writes the stream of a table.</summary>
    public static void Write(ArrowTable table, IBufferWriter<byte> target) => Write(table, asFile: false, _ => target);

    /// <summary>The stream of a table whose columns are raw buffers, without a copy of numbers and texts on the way.</summary>
    /// <exception cref="InvalidInputException">As of <see cref="ColumnBuffer.ToColumn"/> and <see cref="ArrowTable"/>.</exception>
    public static byte[] Write(ReadOnlySpan<ColumnBuffer> columns) => Write(ColumnBuffer.ToTable(columns));

    /// <summary>Writes the stream of a table whose columns are raw buffers.</summary>
    public static void Write(ReadOnlySpan<ColumnBuffer> columns, IBufferWriter<byte> target) =>
        Write(ColumnBuffer.ToTable(columns), target);

    /// <summary>The beginning of a stream: the names and types of a table's columns.</summary>
    internal static void WriteSchema(ArrowTable table, IBufferWriter<byte> target)
    {
        using var schema = new FlatWriter();
        MessageWriter.WriteSchema(schema, table);
        WriteMetadata(target, schema);
    }

    /// <summary>A table's rows as the next batch of a stream.</summary>
    internal static void WriteBatch(ArrowTable table, IBufferWriter<byte> target)
    {
        using var batch = new FlatWriter();
        var layout = new ColumnLayout();
        foreach (var column in table.Columns) column.AppendTo(layout);
        MessageWriter.WriteBatch(batch, table.Rows, layout);
        WriteMetadata(target, batch);
        foreach (var buffer in layout.Buffers) WritePadded(target, buffer.Span);
    }

    /// <summary>The mark of the end of a stream.</summary>
    internal static void WriteEnd(IBufferWriter<byte> target) => WritePrefix(target, 0);

    private static byte[] Write(ArrowTable table, bool asFile)
    {
        var target = default(ExactBuffer);
        Write(table, asFile, size =>
        {
            return target = size <= Array.MaxLength
                ? new((int)size)
                : throw InvalidTable.TooLarge($"The table takes {size:N0} bytes as a stream.", "Split it into several tables.");
        });
        return target!.Bytes;
    }

    private static void Write(ArrowTable table, bool asFile, Func<long, IBufferWriter<byte>> open)
    {
        using var schema = new FlatWriter();
        using var batch = new FlatWriter();
        using var footer = new FlatWriter();
        var layout = new ColumnLayout();
        foreach (var column in table.Columns) column.AppendTo(layout);
        MessageWriter.WriteSchema(schema, table);
        var bodyLength = MessageWriter.WriteBatch(batch, table.Rows, layout);
        var size = Framed(schema) + Framed(batch) + bodyLength + PrefixSize;
        if (asFile)
        {
            MessageWriter.WriteFooter(footer, table, ArrowFormat.HeaderSize + Framed(schema), (int)Framed(batch), bodyLength);
            size += ArrowFormat.HeaderSize + footer.Written.Length + ArrowFormat.TrailerSize;
        }
        var target = open(size);
        if (asFile) WritePadded(target, ArrowFormat.FileMagic);
        WriteMetadata(target, schema);
        WriteMetadata(target, batch);
        foreach (var buffer in layout.Buffers) WritePadded(target, buffer.Span);
        WritePrefix(target, 0);
        if (asFile) WriteFooter(target, footer);
    }

    private static void WriteFooter(IBufferWriter<byte> target, FlatWriter footer)
    {
        target.Write(footer.Written);
        BinaryPrimitives.WriteInt32LittleEndian(target.GetSpan(sizeof(int)), footer.Written.Length);
        target.Advance(sizeof(int));
        target.Write(ArrowFormat.FileMagic);
    }

    private static long Framed(FlatWriter metadata) => PrefixSize + MessageWriter.Padded(metadata.Written.Length);

    private static void WriteMetadata(IBufferWriter<byte> target, FlatWriter metadata)
    {
        WritePrefix(target, (int)MessageWriter.Padded(metadata.Written.Length));
        WritePadded(target, metadata.Written);
    }

    private static void WritePrefix(IBufferWriter<byte> target, int length)
    {
        var prefix = target.GetSpan(PrefixSize);
        BinaryPrimitives.WriteInt32LittleEndian(prefix, ArrowFormat.Continuation);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[sizeof(int)..], length);
        target.Advance(PrefixSize);
    }

    private static void WritePadded(IBufferWriter<byte> target, ReadOnlySpan<byte> bytes)
    {
        target.Write(bytes);
        var padding = (int)(MessageWriter.Padded(bytes.Length) - bytes.Length);
        if (padding == 0) return;
        target.GetSpan(padding)[..padding].Clear();
        target.Advance(padding);
    }
}
