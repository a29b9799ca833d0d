using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using ModelOps.Adaptive.Objectives;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Specs.Observations;

/// <summary>An observed table: a CSV file with a header (RFC 4180, UTF-8, commas). An empty cell is a missing value.</summary>
internal sealed class CsvTable : ITableView
{
    private readonly List<string[]> _rows = [];
    private readonly List<int> _lines = [];
    private readonly string[] _columns;

    /// <param name="name">The path as the spec writes it, for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_csv</c>: no header, a column twice, or a row of another length; names the line.</exception>
    public CsvTable(string name, string text)
    {
        Name = name;
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, TrimOptions = TrimOptions.Trim };
        using var parser = new CsvParser(new StringReader(text.TrimStart('\uFEFF')), settings);
        try
        {
            _columns = parser.Read() ? parser.Record! : throw Invalid(1, "it has no header");
            if (_columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw Invalid(1, $"column '{twice.Key}' occurs twice");
            while (parser.Read())
            {
                if (parser.Record!.Length != _columns.Length)
                    throw Invalid(parser.RawRow, $"the row has {parser.Record.Length} cells, the header {_columns.Length}");
                _rows.Add(parser.Record);
                _lines.Add(parser.RawRow);
            }
        }
        catch (CsvHelperException fault)
        {
            throw Invalid(parser.RawRow, fault.Message.Split('\n')[0]);
        }
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> Columns => _columns;

    /// <inheritdoc />
    public (string Unit, int Number) PlaceOf(int row) => ("line", _lines[row]);

    /// <inheritdoc />
    public KeyColumn Keys(string column)
    {
        var index = Array.IndexOf(_columns, column);
        return new([.. _rows.Select(row => row[index])], IsNumeric: false);
    }

    /// <inheritdoc />
    public IReadOnlyList<double> Numbers(string column)
    {
        var index = Array.IndexOf(_columns, column);
        return [.. _rows.Select((row, number) => ToNumber(column, number, row[index]))];
    }

    private double ToNumber(string column, int row, string text)
    {
        if (text.Length == 0) return double.NaN;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInputException("not_numeric", $"{Name}, column '{column}', line {_lines[row]} is '{text}'; a number was expected.");
    }

    private InvalidInputException Invalid(int line, string problem) => new("invalid_csv", $"{Name}:{line}: {problem}.");
}
