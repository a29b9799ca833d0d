using System.Diagnostics.CodeAnalysis;
using ModelOps.Contracts.Errors;

namespace ModelOps.Tables.Columns;

/// <summary>An immutable table: named columns of equal length, in order.</summary>
public sealed class ArrowTable
{
    private readonly Dictionary<string, Column> _byName;

    /// <summary>A table of at least one column; a table of none has no rows.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>invalid_table</c>: two columns have one name, or their lengths differ.
    /// </exception>
    public ArrowTable(IReadOnlyList<Column> columns)
        : this(columns, columns.Count == 0 ? 0 : columns[0].Rows)
    {
    }

    /// <summary>A table whose row count is known apart from its columns, of which there may be none.</summary>
    internal ArrowTable(IReadOnlyList<Column> columns, int rows)
    {
        _byName = new(columns.Count);
        foreach (var column in columns)
        {
            if (!_byName.TryAdd(column.Name, column)) throw InvalidTable.Because($"two columns are named '{column.Name}'");
            if (column.Rows != rows)
                throw InvalidTable.Because($"column '{column.Name}' has {column.Rows} rows and '{columns[0].Name}' has {rows}");
        }
        Columns = [.. columns];
        Rows = rows;
    }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The column of a name; the letter case counts.</summary>
    /// <exception cref="InvalidInputException">Code <c>column_not_found</c>; the message names the nearest column, or all.</exception>
    public Column this[string name] => _byName.TryGetValue(name, out var column)
        ? column
        : throw new InvalidInputException("column_not_found", $"The table has no column '{name}'." + Hint(name));

    /// <summary>The column of a name, or false if there is none.</summary>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out Column? column) => _byName.TryGetValue(name, out column);

    private string Hint(string name) =>
        Columns.Count == 0 ? " It has no columns at all." : Nearest.Hint(name, [.. Columns.Select(column => column.Name)]);
}
