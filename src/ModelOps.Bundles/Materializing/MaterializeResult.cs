using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Materializing;

/// <summary>What was materialised.</summary>
/// <param name="Digest">The manifest digest.</param>
/// <param name="Role">The role; <see langword="null"/> for all layers of a bundle without roles.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="Files">Every file and pointer, by path.</param>
public sealed record MaterializeResult(Digest Digest, string? Role, IReadOnlyList<string> Layers, IReadOnlyList<MaterializedFile> Files)
{
    /// <summary>The bytes that were written.</summary>
    public long BytesWritten => Files.Where(file => file.Action != FileAction.Unchanged).Sum(file => file.Size);
}
