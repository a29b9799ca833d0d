namespace ModelOps.Cli.Tables;

/// <summary>The answer of <c>mops table show</c>.</summary>
/// <param name="File">The file as the command line names it.</param>
/// <param name="Rows">How many rows the table has.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="FirstRows">The first rows; the cells as texts in the form of CSV, null for a missing value.</param>
internal sealed record TableShowAnswer(string File, int Rows, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> FirstRows);
