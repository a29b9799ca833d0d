namespace ModelOps.Bundles.Archives;

/// <summary>An entry of an archive.</summary>
/// <param name="Path">Its path; that of a folder ends in a slash.</param>
/// <param name="Executable">Whether it may be executed.</param>
/// <param name="Size">The size of its content in bytes.</param>
internal sealed record ArchiveEntry(string Path, bool Executable, long Size);
