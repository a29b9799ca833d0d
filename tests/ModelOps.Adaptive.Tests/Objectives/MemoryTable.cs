using System.Globalization;
using ModelOps.Adaptive.Objectives;

namespace ModelOps.Adaptive.Tests.Objectives;

/// <summary>A table of columns of numbers or texts.</summary>
internal sealed class MemoryTable(string name, params (string Name, object[] Cells)[] columns) : ITableView
{
    public string Name => name;

    public IReadOnlyList<string> Columns => [.. columns.Select(column => column.Name)];

    public KeyColumn Keys(string column) => new(
        [.. Cells(column).Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!)], Cells(column).All(cell => cell is not string));

    public IReadOnlyList<double> Numbers(string column) => [.. Cells(column).Select(cell => Convert.ToDouble(cell, CultureInfo.InvariantCulture))];

    private object[] Cells(string column) => columns.Single(each => each.Name == column).Cells;
}
