namespace ModelOps.Execution.Tasks;

/// <summary>A file of results as a commit leaves it.</summary>
/// <param name="Path">Its path in the folder of results, with forward slashes.</param>
/// <param name="Table">The table, as the path of a file without its number and extension.</param>
/// <param name="Header">The digest of its header: files of one table differ in their columns.</param>
/// <param name="Bytes">How many of its bytes count; what follows was never committed.</param>
internal sealed record WrittenFile(string Path, string Table, string Header, long Bytes);
