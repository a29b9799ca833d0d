namespace ModelOps.Execution.Tasks;

/// <summary>The text of one JSON value.</summary>
/// <param name="Json">Its bytes, valid until the next one is read; not yet parsed.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
internal readonly record struct JsonItem(ReadOnlyMemory<byte> Json, int Line);
