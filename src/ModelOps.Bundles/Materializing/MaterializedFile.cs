namespace ModelOps.Bundles.Materializing;

/// <summary>One file of a materialised bundle.</summary>
/// <param name="Path">Its path in the bundle; a pointer's own path for a pointer.</param>
/// <param name="Action">What happened.</param>
/// <param name="Size">The size of what was written or found, in bytes.</param>
/// <param name="IsPointer">Whether a pointer stands for it.</param>
public sealed record MaterializedFile(string Path, FileAction Action, long Size, bool IsPointer);
