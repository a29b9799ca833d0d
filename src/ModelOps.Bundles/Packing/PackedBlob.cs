using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>A blob and the files in it.</summary>
/// <param name="Descriptor">Media type, digest and size.</param>
/// <param name="Files">Its files in their order.</param>
/// <param name="Offsets">The first byte of each.</param>
internal sealed record PackedBlob(BlobDescriptor Descriptor, ArraySegment<ContentEntry> Files, long[] Offsets);
