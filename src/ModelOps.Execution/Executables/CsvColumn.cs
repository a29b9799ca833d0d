using System.Globalization;
using ModelOps.Tables.Columns;

namespace ModelOps.Execution.Executables;

/// <summary>
/// A column of cells of text, whose type is the first that all cells fit: int64 and uint64 (decimal digits, maybe a sign), float64 (maybe
/// with a point or exponent; nan, inf and infinity), bool (true and false), text; upper and lower case are alike. An empty cell is a
/// missing value and fits each; a column of nothing else is float64.
/// </summary>
internal sealed class CsvColumn(string name)
{
    private readonly List<string> _cells = [];

    /// <summary>Adds the cell of the next row.</summary>
    public void Add(string cell) => _cells.Add(cell);

    /// <summary>The column with its type.</summary>
    public Column ToColumn()
    {
        var present = _cells.Exists(cell => cell.Length == 0) ? _cells.Select(cell => cell.Length > 0).ToArray() : null;
        var hasValue = _cells.Exists(cell => cell.Length > 0);
        if (hasValue && Parse<long>(TryWhole) is { } integers) return ColumnFactory.Numbers<long>(name, integers, present);
        if (hasValue && Parse<ulong>(TryUnsigned) is { } unsigned) return ColumnFactory.Numbers<ulong>(name, unsigned, present);
        if (Parse<double>(TryNumber) is { } numbers) return ColumnFactory.Numbers<double>(name, numbers, present);
        if (Parse<bool>(bool.TryParse) is { } flags)
            return ColumnFactory.Bools(name, [.. _cells.Select((cell, row) => cell.Length == 0 ? (bool?)null : flags[row])]);
        return ColumnFactory.Texts(name, [.. _cells.Select(cell => cell.Length == 0 ? null : cell)]);
    }

    private delegate bool TryParse<T>(string cell, out T value);

    // Null if a cell does not fit.
    private T[]? Parse<T>(TryParse<T> parse)
    {
        var values = new T[_cells.Count];
        for (var row = 0; row < values.Length; row++)
        {
            if (_cells[row].Length > 0 && !parse(_cells[row], out values[row])) return null;
        }
        return values;
    }

    private static bool TryWhole(string cell, out long value) => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryUnsigned(string cell, out ulong value) => ulong.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryNumber(string cell, out double value)
    {
        // What a finite number looks like, so that no other spelling of the library's becomes one.
        var digits = cell[0] is '+' or '-' ? cell.AsSpan(1) : cell;
        if (!digits.IsEmpty && (char.IsAsciiDigit(digits[0]) || digits[0] == '.'))
            return double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
        value = digits switch
        {
            _ when digits.Equals("nan", StringComparison.OrdinalIgnoreCase) => double.NaN,
            _ when digits.Equals("inf", StringComparison.OrdinalIgnoreCase) || digits.Equals("infinity", StringComparison.OrdinalIgnoreCase) =>
                cell[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            _ => 0,
        };
        return value is not 0;
    }
}
