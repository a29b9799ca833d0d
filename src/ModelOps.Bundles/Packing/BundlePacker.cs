using System.Buffers;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Packing;

/// <summary>
/// Lays the files of a folder out in blobs. Files under 256 KiB are packed per layer, larger ones are blobs of their own, and those over
/// 16 MiB several; equal files give equal bytes whatever the place, the time and the order.
/// </summary>
public static class BundlePacker
{
    /// <summary>Plans a bundle; reads once what is packed or cut, one pack or file per core at a time, and no other file.</summary>
    /// <param name="root">The folder in which the members lie under their paths.</param>
    /// <param name="members">The files, in any order.</param>
    /// <param name="layers">The names of all layers.</param>
    /// <param name="roles">The layers of each role.</param>
    /// <param name="known">An earlier state of the same bundle: what is unchanged in it isn't read. <see langword="null"/> if there is none.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <exception cref="InvalidInputException">Codes of <see cref="BundleIndex"/>, and <c>bundle_too_large</c>.</exception>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: a file that was read no longer holds what its member says.</exception>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public static async Task<PackedBundle> PackAsync(
        string root,
        IReadOnlyCollection<BundleMember> members,
        IReadOnlyList<string> layers,
        IReadOnlyDictionary<string, IReadOnlyList<string>> roles,
        BundleIndex? known,
        CancellationToken cancellationToken)
    {
        var folder = new SourceFolder(root);
        var sources = members.Where(member => member.External is null)
            .GroupBy(member => member.Layer, StringComparer.Ordinal)
            .OrderBy(layer => layer.Key, StringComparer.Ordinal)
            .SelectMany(layer => Sources([.. layer.Select(member => member.Entry).OrderBy(entry => entry.Path, Utf8Order.Instance)]))
            .ToList();
        var packed = new PackedFiles[sources.Count];
        var unchanged = new KnownPacks(known);
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, sources.Count, options, async (i, token) =>
            packed[i] = unchanged.Find(sources[i]) ?? await LayOutAsync(folder, sources[i], token));
        var index = new BundleIndex(Files(members, packed), layers, roles);
        return Assemble(folder, index, packed);
    }

    // The packs of a layer in path order, and the large files between them.
    private static IEnumerable<ArraySegment<ContentEntry>> Sources(ContentEntry[] files)
    {
        var packs = PackCutter.Cut([.. files.Where(PackCutter.IsPacked)]);
        var large = files.Where(file => !PackCutter.IsPacked(file)).Select(file => new ArraySegment<ContentEntry>([file]));
        return packs.Concat(large).OrderBy(source => source[0].Path, Utf8Order.Instance);
    }

    private static async ValueTask<PackedFiles> LayOutAsync(SourceFolder folder, ArraySegment<ContentEntry> files, CancellationToken cancellationToken)
    {
        if (!PackCutter.IsPacked(files[0]))
            return FileParts.IsCut(files[0].Size) ? PackedFiles.OfParts(files, await folder.HashPartsAsync(files[0], cancellationToken)) : PackedFiles.OfFile(files);
        var size = (int)PackCutter.SizeOf(files);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var offsets = await folder.PackAsync(files, buffer.AsMemory(0, size), cancellationToken);
            return PackedFiles.OfPack(files, Digest.Of(buffer.AsSpan(0, size)), offsets);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static IEnumerable<BundleFile> Files(IEnumerable<BundleMember> members, PackedFiles[] packed)
    {
        var places = packed.SelectMany(files => files.Files.Zip(files.Places, (file, place) => (file.Path, Place: place)))
            .GroupBy(entry => entry.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Place, StringComparer.Ordinal);
        return members.Select(member => new BundleFile(
            member.Entry.Path, member.Entry.Executable, member.Entry.Size, member.Entry.Sha256, member.Layer, member.External ?? places[member.Entry.Path]));
    }

    private static PackedBundle Assemble(SourceFolder folder, BundleIndex index, PackedFiles[] packed)
    {
        var bytes = BundleIndexJson.ToBytes(index);
        if (bytes.Length > Bundle.MaxIndexBytes)
            throw new InvalidInputException("bundle_too_large", $"The index of {index.Files.Count} files has {bytes.Length} bytes; expected at most {Bundle.MaxIndexBytes}.", "Put folders of very many files into archives.");
        var distinct = packed.SelectMany(files => files.Blobs).DistinctBy(blob => blob.Descriptor.Digest).ToList();
        var manifest = BundleManifest.Of(new(MediaTypes.Index, Digest.Of(bytes), bytes.Length), [.. distinct.Select(blob => blob.Descriptor)], index.Content);
        return new(folder, Bundle.Of(manifest, bytes), bytes, distinct.ToDictionary(blob => blob.Descriptor.Digest));
    }
}
