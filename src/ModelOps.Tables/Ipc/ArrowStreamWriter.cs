using System.Buffers;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>Writes an Arrow IPC stream batch by batch, so that no more than one of them is in memory.</summary>
/// <param name="target">Where to; it is not closed.</param>
public sealed class ArrowStreamWriter(Stream target)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private IReadOnlyList<(string Name, ColumnType Type)>? _columns;

    /// <summary>Writes the next batch; the first one sets names and types of the columns.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_table</c>: the batch has other columns than the first one.</exception>
    public void Write(ArrowTable batch)
    {
        IReadOnlyList<(string Name, ColumnType Type)> columns = [.. batch.Columns.Select(column => (column.Name, column.Type))];
        if (_columns is null) ArrowWriter.WriteSchema(batch, _buffer);
        else if (!columns.SequenceEqual(_columns)) throw InvalidTable.Because("a batch has other columns than the first one of its stream");
        _columns = columns;
        ArrowWriter.WriteBatch(batch, _buffer);
        Flush();
    }

    /// <summary>Writes the mark of the end.</summary>
    public void End()
    {
        ArrowWriter.WriteEnd(_buffer);
        Flush();
    }

    private void Flush()
    {
        target.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
