namespace ModelOps.Cli.Tables;

/// <summary>The answer of <c>mops table convert</c>.</summary>
/// <param name="Out">The file that was written, as the command line names it.</param>
/// <param name="Format"><c>arrow</c>, <c>feather</c> or <c>csv</c>.</param>
/// <param name="Rows">How many rows the table has.</param>
/// <param name="Columns">Its columns in order.</param>
internal sealed record TableConvertAnswer(string Out, string Format, int Rows, IReadOnlyList<TableColumn> Columns);
