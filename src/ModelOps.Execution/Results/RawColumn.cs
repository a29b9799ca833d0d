namespace ModelOps.Execution.Results;

/// <summary>One column of a table as a worker sends it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">The type of its values.</param>
/// <param name="Validity">A byte a row, 0 where the value is missing; empty if none is.</param>
/// <param name="Data">The values, little-endian, back to back; of texts the offsets and then the bytes.</param>
internal readonly record struct RawColumn(string Name, RawKind Kind, ReadOnlyMemory<byte> Validity, ReadOnlyMemory<byte> Data);
