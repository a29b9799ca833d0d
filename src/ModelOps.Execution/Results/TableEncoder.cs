using System.Buffers.Binary;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Results;

/// <summary>The one place where results become Arrow streams.</summary>
internal static class TableEncoder
{
    /// <summary>The Arrow stream of a table of raw columns, each of <paramref name="rows"/> rows.</summary>
    public static byte[] Encode(ReadOnlySpan<RawColumn> columns, int rows)
    {
        var result = new Column[columns.Length];
        for (var i = 0; i < result.Length; i++) result[i] = ToColumn(columns[i], rows);
        return ArrowWriter.Write(new ArrowTable(result));
    }

    private static Column ToColumn(RawColumn column, int rows) => column.Kind switch
    {
        // A column without any value says nothing of its type; float64 can hold what other replicates have there.
        RawKind.Null => ColumnFactory.Numbers(column.Name, new double[rows], new bool[rows]),
        RawKind.Utf8 => Texts(column, rows),
        RawKind.Date32 => Temporal(column, rows, new(ColumnKind.Date32)),
        >= RawKind.DurationSeconds => Temporal(column, rows, new(ColumnKind.Duration, Unit(column.Kind, RawKind.DurationSeconds))),
        >= RawKind.TimestampSeconds => Temporal(column, rows, new(ColumnKind.Timestamp, Unit(column.Kind, RawKind.TimestampSeconds))),
        _ => new ColumnBuffer(column.Name, Number(column.Kind), column.Data, Present: column.Validity).ToColumn(),
    };

    private static Column Texts(RawColumn column, int rows)
    {
        var offsets = (rows + 1) * sizeof(int);
        return new ColumnBuffer(column.Name, ColumnKind.Utf8, column.Data[offsets..], column.Data[..offsets], column.Validity).ToColumn();
    }

    private static Column Temporal(RawColumn column, int rows, ColumnType type)
    {
        var counts = new long?[rows];
        for (var i = 0; i < rows; i++)
        {
            if (!column.Validity.IsEmpty && column.Validity.Span[i] == 0) continue;
            counts[i] = type.Width == sizeof(int)
                ? BinaryPrimitives.ReadInt32LittleEndian(column.Data.Span[(i * sizeof(int))..])
                : BinaryPrimitives.ReadInt64LittleEndian(column.Data.Span[(i * sizeof(long))..]);
        }
        return ColumnFactory.Temporal(column.Name, type, counts);
    }

    private static TimeUnit Unit(RawKind kind, RawKind first) => (TimeUnit)(kind - first);

    // Booleans and numbers have the same order in both lists.
    private static ColumnKind Number(RawKind kind) => ColumnKind.Bool + (kind - RawKind.Bool);
}
