using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>What a field says about its dictionary.</summary>
/// <param name="Id">The number by which dictionary batches name it.</param>
/// <param name="Codes">The integer type of the codes.</param>
internal sealed record DictionaryReference(long Id, ColumnType Codes);
