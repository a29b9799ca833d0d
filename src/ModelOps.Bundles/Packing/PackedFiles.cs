using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>Files that are laid out together: those of a pack, or one large file.</summary>
/// <param name="Files">The files.</param>
/// <param name="Blobs">The pack; the blob of the large file, or its parts in order.</param>
/// <param name="Places">Where each file is.</param>
internal sealed record PackedFiles(ArraySegment<ContentEntry> Files, IReadOnlyList<PackedBlob> Blobs, IReadOnlyList<FilePlace> Places)
{
    /// <summary>A pack.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="digest">The pack's digest.</param>
    /// <param name="offsets">The first byte of each file in it.</param>
    public static PackedFiles OfPack(ArraySegment<ContentEntry> files, Digest digest, IEnumerable<long> offsets) => new(
        files,
        [new(new(MediaTypes.Pack, digest, PackCutter.SizeOf(files)), files)],
        [.. offsets.Select(offset => new FilePlace.InBlob(digest, offset))]);

    /// <summary>A large file as one blob.</summary>
    public static PackedFiles OfFile(ArraySegment<ContentEntry> file) => new(
        file,
        [new(new(MediaTypes.File, file[0].Sha256, file[0].Size), file)],
        [new FilePlace.InBlob(file[0].Sha256, 0)]);

    /// <summary>A large file in parts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parts">The digests of its parts.</param>
    public static PackedFiles OfParts(ArraySegment<ContentEntry> file, IReadOnlyList<Digest> parts) => new(
        file,
        [.. FileParts.Cut(file[0].Size).Zip(parts, (part, digest) => new PackedBlob(new(MediaTypes.Part, digest, part.Length), file, part.Start))],
        [new FilePlace.InParts(parts)]);
}
