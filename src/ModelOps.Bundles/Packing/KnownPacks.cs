using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Packing;

/// <summary>
/// The packs and cut files of an earlier state: one with the same files again has the same bytes, and need not be made to know its digests.
/// </summary>
internal sealed class KnownPacks
{
    private readonly Dictionary<string, FilePlace.InBlob> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, List<ContentEntry>> _packs = [];
    private readonly Dictionary<(Digest, long), IReadOnlyList<Digest>> _parts = [];

    public KnownPacks(BundleIndex? known)
    {
        foreach (var file in known?.Files ?? [])
        {
            if (file.Place is FilePlace.InParts(var parts)) _parts[(file.Sha256, file.Size)] = parts;
            if (file.Place is not FilePlace.InBlob place || !PackCutter.IsPacked(file.Entry)) continue;
            _places[file.Path] = place;
            if (!_packs.TryGetValue(place.Blob, out var files)) _packs[place.Blob] = files = [];
            files.Add(file.Entry);
        }
    }

    /// <summary>The pack of exactly these files, or the parts of this one; <see langword="null"/> if there were none.</summary>
    public PackedFiles? Find(ArraySegment<ContentEntry> files)
    {
        if (!PackCutter.IsPacked(files[0])) return FindParts(files);
        if (!_places.TryGetValue(files[0].Path, out var place) || !_packs[place.Blob].SequenceEqual(files)) return null;
        return PackedFiles.OfPack(files, place.Blob, files.Select(file => _places[file.Path].Offset));
    }

    // Another version of the tool may have cut the file otherwise.
    private PackedFiles? FindParts(ArraySegment<ContentEntry> file) =>
        FileParts.IsCut(file[0].Size) && _parts.TryGetValue((file[0].Sha256, file[0].Size), out var parts) && parts.Count == FileParts.Cut(file[0].Size).Count()
            ? PackedFiles.OfParts(file, parts)
            : null;
}
