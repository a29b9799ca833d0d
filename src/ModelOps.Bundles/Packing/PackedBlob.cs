using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>A blob and the files that it is made of.</summary>
/// <param name="Descriptor">Media type, digest and size.</param>
/// <param name="Files">The files of a pack in their order; otherwise the one file.</param>
/// <param name="Start">For a part of a file its first byte there; otherwise 0.</param>
internal sealed record PackedBlob(BlobDescriptor Descriptor, ArraySegment<ContentEntry> Files, long Start = 0);
