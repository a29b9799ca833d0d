using ModelOps.Adaptive.Objectives;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Evaluation;

/// <summary>A simulated table as the objectives read it.</summary>
internal sealed class ArrowTableView(string name, ArrowTable table) : ITableView
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public IReadOnlyList<string> Columns { get; } = [.. table.Columns.Select(column => column.Name)];

    /// <inheritdoc />
    public KeyColumn Keys(string column)
    {
        var found = table[column];
        return new([.. Enumerable.Range(0, table.Rows).Select(row => found.Display(row) ?? "")], found.Type.IsNumber);
    }

    /// <inheritdoc />
    public IReadOnlyList<double> Numbers(string column)
    {
        var found = table[column];
        return found.Type.IsNumber || found.Type.Kind == ColumnKind.Bool
            ? found.ToDoubles()
            : throw new InvalidInputException("not_numeric", $"Table '{name}', column '{column}' holds {found.Type}, not numbers.");
    }
}
