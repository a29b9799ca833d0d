using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Contents;

/// <summary>A bundle's manifest and the index that belongs to it.</summary>
public sealed class Bundle
{
    /// <summary>The largest index that is read: 64 MiB, about 250,000 files.</summary>
    public const long MaxIndexBytes = 64 << 20;

    private readonly Dictionary<Digest, BlobDescriptor> _blobs;

    private Bundle(BundleManifest manifest, BundleIndex index)
    {
        (Manifest, Index) = (manifest, index);
        _blobs = manifest.Blobs.DistinctBy(blob => blob.Digest).ToDictionary(blob => blob.Digest);
    }

    /// <summary>The manifest.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The index.</summary>
    public BundleIndex Index { get; }

    /// <summary>Joins a manifest with the bytes of its index.</summary>
    /// <exception cref="CorruptDataException">
    /// Code <c>digest_mismatch</c>: these are other bytes. Code <c>invalid_bundle_index</c>: the index can't be read, or it does not fit the manifest.
    /// </exception>
    /// <exception cref="InvalidInputException">The index names what no bundle may hold.</exception>
    public static Bundle Of(BundleManifest manifest, ReadOnlyMemory<byte> indexBytes)
    {
        if (Digest.Of(indexBytes.Span) is var actual && actual != manifest.Index.Digest)
            throw new CorruptDataException("digest_mismatch", $"The index of the bundle {manifest.Digest} has the digest {actual}; expected {manifest.Index.Digest}.");
        var index = BundleIndexJson.Parse(indexBytes);
        if (index.Content != manifest.Content) throw Unfit($"it has the content digest {index.Content}, and the manifest {manifest.Content}");
        var bundle = new Bundle(manifest, index);
        foreach (var file in index.Files) bundle.CheckPlace(file);
        return bundle;
    }

    /// <summary>The blobs that hold files of a role, each once, in the order of the manifest.</summary>
    /// <exception cref="Failures.RoleMismatchException">There is no such role.</exception>
    public IReadOnlyList<BlobDescriptor> BlobsOf(string? role) => BlobsFor(Index.FilesOf(role));

    /// <summary>The blobs that hold some of the bundle's files, each once, in the order of the manifest.</summary>
    public IReadOnlyList<BlobDescriptor> BlobsFor(IEnumerable<BundleFile> files)
    {
        var needed = files.SelectMany(file => file.Place.Blobs).ToHashSet();
        return [.. _blobs.Values.Where(blob => needed.Contains(blob.Digest))];
    }

    /// <summary>The parts of a file in their order, or its one blob; nothing of an external file.</summary>
    public IReadOnlyList<BlobDescriptor> PartsOf(BundleFile file) => [.. file.Place.Blobs.Select(blob => _blobs[blob])];

    private void CheckPlace(BundleFile file)
    {
        foreach (var missing in file.Place.Blobs.Where(blob => !_blobs.ContainsKey(blob)))
            throw Unfit($"'{file.Path}' is in the blob {missing}, which the manifest does not list");
        if (file.Place is FilePlace.InParts && PartsOf(file).Sum(part => part.Size) != file.Size) throw Unfit($"the parts of '{file.Path}' have not its size");
        if (file.Place is not FilePlace.InBlob place) return;
        var blob = _blobs[place.Blob];
        if (place.Offset > blob.Size - file.Size) throw Unfit($"'{file.Path}' would end beyond its blob");
        if (blob.MediaType == MediaTypes.File && (blob.Digest != file.Sha256 || blob.Size != file.Size || place.Offset != 0))
            throw Unfit($"'{file.Path}' is not the file of its blob");
    }

    private static CorruptDataException Unfit(string reason) => new("invalid_bundle_index", $"The index of the bundle does not fit its manifest: {reason}.");
}
