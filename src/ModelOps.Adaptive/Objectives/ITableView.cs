namespace ModelOps.Adaptive.Objectives;

/// <summary>A table as the objectives read it, simulated or observed.</summary>
public interface ITableView
{
    /// <summary>What the table is, for messages: a simulated table's name or an observed file's path.</summary>
    string Name { get; }

    /// <summary>The column names.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Where a row, counted from 0, is to be found: <c>row</c> and its number from 1, or <c>line</c> and that of a file.</summary>
    (string Unit, int Number) PlaceOf(int row) => ("row", row + 1);

    /// <summary>A column of one of <see cref="Columns"/> as keys.</summary>
    KeyColumn Keys(string column);

    /// <summary>A column of one of <see cref="Columns"/> as numbers, a missing one as NaN.</summary>
    /// <exception cref="ModelOps.Contracts.Errors.InvalidInputException">Code <c>not_numeric</c>: table, column and the first text that is no number.</exception>
    IReadOnlyList<double> Numbers(string column);
}
