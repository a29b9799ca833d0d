using System.Buffers;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Csv;

/// <summary>Tables as comma-separated values (RFC 4180, UTF-8).</summary>
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
        WriteHeader(table, writer);
        WriteRows(table, writer);
    }

    /// <summary>Writes the header of <see cref="Write"/> alone.</summary>
    public static void WriteHeader(ArrowTable table, TextWriter writer)
    {
        for (var i = 0; i < table.Columns.Count; i++) WriteField(writer, table.Columns[i].Name, i);
        writer.Write('\n');
    }

    /// <summary>Writes the rows of <see cref="Write"/> alone, below those of a table of the same columns.</summary>
    public static void WriteRows(ArrowTable table, TextWriter writer)
    {
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

    /// <summary>
    /// Reads what <see cref="Write"/> and other programs write: a header, then rows as long as it. The type of a column is the first
    /// of int64, uint64, float64, bool, date (<c>2024-02-29</c>), timestamp (RFC 3339) and text that all of its values fit. An empty
    /// cell is a missing value; a quoted empty one is an empty text, except in a table of one column.
    /// </summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">The whole text; it is not kept.</param>
    /// <param name="missing">What an unquoted cell may also be for a missing value, such as <c>NA</c>; null for nothing else.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_csv</c>; the message begins with file, line and character.</exception>
    public static ArrowTable Read(string file, ReadOnlySpan<byte> text, string? missing = null) => new CsvReading(file, missing).Read(text);

    /// <summary>The error about a place in a file.</summary>
    internal static InvalidInputException Invalid(string file, int line, int character, string what) =>
        new("invalid_csv", $"{file}:{line}:{character}: {what}.");

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
