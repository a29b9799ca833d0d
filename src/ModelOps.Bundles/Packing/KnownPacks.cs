using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>The packs of an earlier state: one with the same files again has the same bytes, and need not be made to know its digest.</summary>
internal sealed class KnownPacks
{
    private readonly Dictionary<string, FilePlace.InBlob> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, List<ContentEntry>> _packs = [];

    public KnownPacks(BundleIndex? known)
    {
        foreach (var file in known?.Files ?? [])
        {
            if (file.Place is not FilePlace.InBlob place || !PackCutter.IsPacked(file.Entry)) continue;
            _places[file.Path] = place;
            if (!_packs.TryGetValue(place.Blob, out var files)) _packs[place.Blob] = files = [];
            files.Add(file.Entry);
        }
    }

    /// <summary>The pack of exactly these files; <see langword="null"/> if there was none.</summary>
    public PackedBlob? Find(ArraySegment<ContentEntry> files)
    {
        if (!_places.TryGetValue(files[0].Path, out var place) || !_packs[place.Blob].SequenceEqual(files)) return null;
        var descriptor = new BlobDescriptor(MediaTypes.Pack, place.Blob, PackCutter.SizeOf(files));
        return new(descriptor, files, [.. files.Select(file => _places[file.Path].Offset)]);
    }
}
