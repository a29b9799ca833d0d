using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>The type of a field as a schema declares it: logical type and layout.</summary>
/// <param name="Type">The logical type of its values.</param>
/// <param name="Layout">How they are laid out.</param>
/// <param name="Item">The type of a list's items.</param>
/// <param name="ListSize">The items of each fixed-size list, at least 1.</param>
internal sealed record FieldType(ColumnType Type, FieldLayout Layout, FieldType? Item = null, int ListSize = 0);
