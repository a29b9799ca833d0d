using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ModelOps.Tables.Columns;

namespace ModelOps.Execution.Executables;

/// <summary>
/// Reads a table from comma-separated values: RFC 4180, UTF-8, a header with the columns' names. Empty lines are skipped, spaces
/// around a cell are cut. The types are those of <see cref="CsvColumn"/>.
/// </summary>
internal static class CsvOutput
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly CsvConfiguration Settings =
        new(CultureInfo.InvariantCulture) { HasHeaderRecord = false, TrimOptions = TrimOptions.Trim };

    /// <summary>The table in a file.</summary>
    /// <exception cref="ProgramFailedException">It is no table; the message names file and line.</exception>
    public static ArrowTable Read(string path)
    {
        var file = Path.GetFileName(path);
        using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: false);
        using var parser = new CsvParser(reader, Settings);
        try
        {
            // Some programs begin their files with a byte order mark.
            if (reader.Peek() == '\uFEFF') _ = reader.Read();
            var columns = Header(file, parser);
            while (parser.Read()) Add(file, parser, columns);
            return new([.. columns.Select(column => column.ToColumn())]);
        }
        catch (CsvHelperException fault)
        {
            var problem = fault is BadDataException ? "a quotation mark stands within a cell that is not quoted, or a quoted cell does not end" : fault.Message.Split('\n')[0];
            throw Invalid(file, parser.RawRow, problem);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid(file, parser.RawRow, "here or soon after come bytes that are no UTF-8");
        }
    }

    private static CsvColumn[] Header(string file, CsvParser parser)
    {
        if (!parser.Read()) throw Invalid(file, 1, "it has no header");
        var names = parser.Record!;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Length == 0) throw Invalid(file, 1, "a column has no name");
            if (!seen.Add(name)) throw Invalid(file, 1, $"column '{name}' occurs twice");
        }
        return Array.ConvertAll(names, name => new CsvColumn(name));
    }

    private static void Add(string file, CsvParser parser, CsvColumn[] columns)
    {
        if (parser.Count != columns.Length) throw Invalid(file, parser.RawRow, $"the row has {parser.Count} cells, the header {columns.Length}");
        for (var i = 0; i < columns.Length; i++) columns[i].Add(parser[i]);
    }

    private static ProgramFailedException Invalid(string file, int line, string problem) =>
        new(ProgramFailedException.Table, $"{file}:{line}: {problem}.");
}
