using System.Buffers.Binary;
using System.Text;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tasks;

/// <summary>A piece of a file that can be appended to: what such a file begins with, and the rows.</summary>
/// <param name="Header">The schema message of an Arrow stream, or the first line of a CSV file. Equal columns have equal headers.</param>
/// <param name="Rows">A record batch message, or lines.</param>
internal sealed record TablePart(byte[] Header, byte[] Rows)
{
    // A stream ends with a mark of 8 bytes, which a stream that goes on doesn't have.
    private const int EndBytes = 8;
    private const int PrefixBytes = 8;

    /// <summary>The piece of a table.</summary>
    public static TablePart Of(ArrowTable table, TableFormat format)
    {
        if (format == TableFormat.Arrow) return Split(ArrowWriter.Write(table));
        using var header = new StringWriter();
        using var lines = new StringWriter();
        CsvTables.Write(new([.. table.Columns.Select(column => ColumnFactory.Texts(column.Name, []))]), header);
        CsvTables.Write(table, lines);
        var first = header.ToString();
        return new(Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(lines.ToString()[first.Length..]));
    }

    /// <summary>The rows of several pieces with this header; of Arrow one batch, which readers like better than many.</summary>
    public static byte[] Join(byte[] header, List<byte[]> rows, TableFormat format)
    {
        if (rows.Count == 1) return rows[0];
        var all = new byte[rows.Sum(piece => (long)piece.Length)];
        var at = 0;
        foreach (var piece in rows)
        {
            piece.CopyTo(all, at);
            at += piece.Length;
        }
        return format == TableFormat.Csv ? all : Split(ArrowWriter.Write(ArrowReader.Read((byte[])[.. header, .. all]))).Rows;
    }

    // The schema message begins with a mark of 4 bytes and the length of what follows.
    private static TablePart Split(byte[] stream)
    {
        var header = PrefixBytes + BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(PrefixBytes / 2));
        return new(stream[..header], stream[header..^EndBytes]);
    }
}
