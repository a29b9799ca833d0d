using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>
/// Reads Arrow IPC, the stream and the file form: bool, integers, floats, texts and bytes of every layout, dates, times, timestamps,
/// durations, dictionaries of these (replaced and appended to), lists of numbers, null columns; several batches; LZ4 bodies.
/// </summary>
public static class ArrowReader
{
    /// <summary>
    /// The table in some bytes. It refers to them rather than copies where it can: they must not change while it is used.
    /// </summary>
    /// <param name="bytes">A whole stream or file.</param>
    /// <param name="limits">Bounds on what it may expand to; <see cref="TableLimits.Default"/> if absent.</param>
    /// <exception cref="InvalidInputException">
    /// Code <c>invalid_table</c>: the bytes are no Arrow table or are damaged. Code <c>unsupported_table</c>: a type, a compression or
    /// a version that is not read. Code <c>table_too_large</c>: beyond a limit. No other error arises, whatever the bytes.
    /// </exception>
    public static ArrowTable Read(ReadOnlyMemory<byte> bytes, TableLimits? limits = null)
    {
        var span = bytes.Span;
        if (span.StartsWith(ArrowFormat.FileMagic)) return FileForm.Read(bytes, limits ?? TableLimits.Default);
        if (span.StartsWith("FEA1"u8)) throw Foreign("a Feather version 1 file", "pandas.read_feather(F).to_feather(F, compression='lz4')");
        if (span.StartsWith("PAR1"u8)) throw Foreign("a Parquet file", "polars.read_parquet(F).write_ipc(G)");
        return ReadStream(bytes, limits ?? TableLimits.Default);
    }

    private static ArrowTable ReadStream(ReadOnlyMemory<byte> bytes, TableLimits limits)
    {
        var (rest, position) = (bytes, 0L);
        if (rest.IsEmpty) throw InvalidTable.Because("it has no bytes");
        if (MessageFrame.Take(ref rest, ref position) is not { Kind: MessageKind.Schema } first)
            throw InvalidTable.Because("the stream does not begin with a schema");
        var assembly = new TableAssembly(SchemaReader.Read(first.Header, first.Metadata.Length), limits);
        // A stream may end with its mark or simply end.
        while (!rest.IsEmpty && MessageFrame.Take(ref rest, ref position) is { } message) Add(assembly, message, position);
        if (rest.Span.ContainsAnyExcept((byte)0))
            throw InvalidTable.Because($"{rest.Length} bytes follow the end of the stream at byte {position}");
        return assembly.Join();
    }

    private static void Add(TableAssembly assembly, MessageFrame message, long position)
    {
        switch (message.Kind)
        {
            case MessageKind.DictionaryBatch:
                assembly.AddDictionary(message);
                break;
            case MessageKind.RecordBatch:
                assembly.AddBatch(message);
                break;
            default:
                throw InvalidTable.Because($"the message that ends at byte {position} is of kind {message.Kind}");
        }
    }

    private static InvalidInputException Foreign(string what, string how) =>
        InvalidTable.Unsupported($"The table is {what}, not Arrow IPC.", $"Convert it, for example: {how}.");
}
