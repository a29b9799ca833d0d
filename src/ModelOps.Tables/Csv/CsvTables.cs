using System.Buffers;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Csv;

/// <summary>Writes tables as comma-separated values.</summary>
public static class CsvTables
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// Writes a header and a line for each row, each ended by a line feed. Fields with a comma, a quotation mark or a line end are
    /// quoted as in RFC 4180; values are written as <see cref="Column.Display"/> gives them. A missing value is empty; an empty text is
    /// <c>""</c>, and so is a missing value of a table with one column, since readers skip empty lines.
    /// </summary>
    public static void Write(ArrowTable table, TextWriter writer)
    {
        for (var i = 0; i < table.Columns.Count; i++) WriteField(writer, table.Columns[i].Name, i);
        writer.Write('\n');
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                var text = table.Columns[i].Display(row);
                WriteField(writer, table.Columns.Count == 1 ? text ?? "" : text, i);
            }
            writer.Write('\n');
        }
    }

    private static void WriteField(TextWriter writer, string? text, int index)
    {
        if (index > 0) writer.Write(',');
        if (text is null) return;
        if (text.Length > 0 && !text.AsSpan().ContainsAny(Special))
        {
            writer.Write(text);
            return;
        }
        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
