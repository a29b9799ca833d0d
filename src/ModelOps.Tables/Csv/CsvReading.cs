using System.Text;
using System.Text.Unicode;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Csv;

/// <summary>Reads a whole text of comma-separated values, column by column.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="missing">What else than an empty cell is a missing value; null for nothing else.</param>
internal sealed class CsvReading(string file, string? missing)
{
    private readonly List<string> _names = [];
    private readonly List<CsvCells> _columns = [];
    private readonly byte[]? _missing = missing is null ? null : Encoding.UTF8.GetBytes(missing);

    /// <summary>The table.</summary>
    public ArrowTable Read(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        RequireUtf8(text);
        var scanner = new CsvScanner(file, text);
        ReadHeader(ref scanner);
        for (var index = 0; scanner.MoveNext(); index = scanner.EndsRow ? 0 : index + 1)
        {
            if (index == _columns.Count) throw scanner.Error($"the row has more cells than the {_columns.Count} of the header");
            Add(_columns[index], scanner.Cell, scanner.IsQuoted);
            if (scanner.EndsRow && index + 1 < _columns.Count)
                throw scanner.Error($"the row has {index + 1} cells, the header {_columns.Count}");
        }
        return new([.. _columns.Select((cells, i) => CsvTyping.ToColumn(_names[i], cells))]);
    }

    private void ReadHeader(ref CsvScanner scanner)
    {
        while (scanner.MoveNext())
        {
            var name = Encoding.UTF8.GetString(scanner.Cell).Trim();
            var earlier = _names.IndexOf(name);
            if (earlier >= 0) throw scanner.Error($"columns {earlier + 1} and {_names.Count + 1} are both named '{name}'");
            _names.Add(name);
            _columns.Add(new());
            if (scanner.EndsRow) return;
        }
        throw CsvTables.Invalid(file, 1, 1, "it has no header; the first line must name the columns");
    }

    // In a table of one column a missing value can't be an empty line, so there it is a quoted one.
    private void Add(CsvCells cells, ReadOnlySpan<byte> cell, bool isQuoted)
    {
        var isEmpty = cell.IsEmpty && (!isQuoted || _columns.Count == 1);
        cells.Add(cell, isEmpty || (!isQuoted && _missing is not null && cell.SequenceEqual(_missing)));
    }

    private void RequireUtf8(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text)) return;
        if (text.StartsWith(Encoding.Unicode.Preamble) || text.StartsWith(Encoding.BigEndianUnicode.Preamble))
            throw CsvTables.Invalid(file, 1, 1, "it is UTF-16; save it as UTF-8");
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        var lineStart = text[..at].LastIndexOf((byte)'\n') + 1;
        var line = text[..at].Count((byte)'\n') + 1;
        throw CsvTables.Invalid(file, line, Encoding.UTF8.GetCharCount(text[lineStart..at]) + 1, $"the byte 0x{text[at]:X2} is not UTF-8; save the file as UTF-8");
    }
}
