using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Packing;

/// <summary>A bundle whose bytes are still in the folder that it is made of.</summary>
public sealed class PackedBundle
{
    private readonly SourceFolder _folder;
    private readonly byte[] _index;
    private readonly Dictionary<Digest, PackedBlob> _sources;

    internal PackedBundle(SourceFolder folder, Bundle bundle, byte[] index, Dictionary<Digest, PackedBlob> sources) =>
        (_folder, Bundle, _index, _sources) = (folder, bundle, index, sources);

    /// <summary>Its manifest and index.</summary>
    public Bundle Bundle { get; }

    /// <summary>Everything that the manifest needs in the registry: the blobs of the files, then the index.</summary>
    public IReadOnlyList<BlobDescriptor> Blobs =>
        [.. Bundle.Manifest.Blobs.Count > 0 ? Bundle.Manifest.Blobs : [BundleManifest.EmptyBlob], Bundle.Manifest.Index];

    /// <summary>
    /// The same blobs as they are to be sent: the parts of a file one after another, so that breaking off loses less than a part of each
    /// file on its way; the rest in any order.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<BlobDescriptor>> Sequences =>
    [
        .. Blobs.DistinctBy(blob => blob.Digest).GroupBy(
            blob => blob.MediaType == MediaTypes.Part ? _sources[blob.Digest].Files[0].Sha256 : blob.Digest,
            (_, blobs) => (IReadOnlyList<BlobDescriptor>)[.. blobs]),
    ];

    /// <summary>Opens an external file of the bundle for reading, with a position that can be set.</summary>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: it has another size than was planned.</exception>
    public Stream OpenExternal(BundleFile file) => _folder.Open(file.Entry);

    /// <summary>Opens a blob for reading, with a position that can be set. A pack takes up to 4 MiB of memory, other files none.</summary>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: a file is no longer what was planned.</exception>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public async Task<Stream> OpenAsync(BlobDescriptor blob, CancellationToken cancellationToken)
    {
        if (blob.Digest == Bundle.Manifest.Index.Digest) return new MemoryStream(_index, writable: false);
        if (blob.MediaType == MediaTypes.Empty) return new MemoryStream("{}"u8.ToArray(), writable: false);
        var (_, files, start) = _sources[blob.Digest];
        if (blob.MediaType == MediaTypes.File) return _folder.Open(files[0]);
        if (blob.MediaType == MediaTypes.Part) return new FilePartStream(_folder.Open(files[0]), start, blob.Size);
        var pack = new byte[blob.Size];
        await _folder.PackAsync(files, pack, cancellationToken);
        return new MemoryStream(pack, writable: false);
    }
}
