namespace ModelOps.Adaptive.Objectives;

/// <summary>The cells of a key column.</summary>
/// <param name="Cells">Each cell's text; numbers in any form that reads back exactly, dates and times in ISO 8601.</param>
/// <param name="IsNumeric">Whether the column's type is numeric, so that 5 and 5.0 are one key; a CSV column has no type: false.</param>
public sealed record KeyColumn(IReadOnlyList<string> Cells, bool IsNumeric);
