using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Caching;

/// <summary>
/// Brings files of a bundle into the cache: from other cached bundles if they have them, else by fetching the blobs that hold them. A blob
/// that was fetched in part, also by a process that was killed, is fetched from there on.
/// </summary>
internal sealed class BlobFetcher(ContentFiles contents, string parts, CacheSources sources)
{
    private const int AtOnce = 4;

    private long _done;

    /// <summary>Brings files.</summary>
    public async Task<Func<BundleFile, string>> FetchAsync(Bundle bundle, IReadOnlyList<BundleFile> files, CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(files, cancellationToken);
        var external = missing.Where(file => file.Place is FilePlace.External).ToList();
        var downloads = Downloads(bundle, missing);
        var total = downloads.Sum(download => download.Size) + external.Sum(file => file.Size);
        Report(0, total);
        Directory.CreateDirectory(parts);
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(downloads, options, async (download, token) => await FetchAsync(download, bytes => Report(bytes, total), token));
        foreach (var file in external)
        {
            await FetchExternalAsync(file, cancellationToken);
            Report(file.Size, total);
        }
        return contents.PathOf;
    }

    // Packs and large files, each once, whatever the files in them.
    private static List<Download> Downloads(Bundle bundle, IReadOnlyList<BundleFile> files) =>
    [
        .. files.Where(file => file.Place is not FilePlace.External)
            .GroupBy(file => file.Place is FilePlace.InBlob place ? place.Blob : file.Sha256)
            .Select(group => new Download(group.Key, bundle.PartsOf(group.First()), [.. group]))
            .OrderByDescending(download => download.Size),
    ];

    // Those that no cached bundle has; the others are read, since nobody knows what happened to them.
    private async Task<IReadOnlyList<BundleFile>> MissingAsync(IReadOnlyList<BundleFile> files, CancellationToken cancellationToken)
    {
        var isMissing = new bool[files.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, files.Count, options, async (i, token) => isMissing[i] = !await contents.IsWholeAsync(contents.PathOf(files[i]), files[i], token));
        return [.. files.Where((_, i) => isMissing[i]).DistinctBy(contents.PathOf, StringComparer.Ordinal)];
    }

    private async Task FetchAsync(Download download, Action<long> progress, CancellationToken cancellationToken)
    {
        var part = Path.Combine(parts, download.Digest.Hex);
        await using (var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0))
        {
            await FillAsync(file, download, progress, cancellationToken);
            if (!download.IsFile) await UnpackAsync(file, download.Files, cancellationToken);
        }
        // A whole file moves under one of its names; the executable twin, if there is one, is a copy.
        foreach (var twin in download.IsFile ? download.Files.Skip(1) : []) await CopyAsync(part, twin, cancellationToken);
        if (download.IsFile) contents.AddFile(download.Files[0], part);
        else File.Delete(part);
    }

    private async Task FillAsync(FileStream file, Download download, Action<long> progress, CancellationToken cancellationToken)
    {
        if (file.Length > download.Size) file.SetLength(0);
        await using var digest = new DigestStream(file, bytes => progress(bytes));
        await digest.CatchUpAsync(file, cancellationToken);
        progress(digest.Length);
        var start = 0L;
        foreach (var blob in download.Blobs)
        {
            if (digest.Length < start + blob.Size) await sources.Repository.FetchBlobAsync(blob, digest.Length - start, digest, cancellationToken);
            start += blob.Size;
        }
        var length = digest.Length;
        if (digest.Finish() is var actual && actual == download.Digest && length == download.Size) return;
        file.SetLength(0);
        throw new CorruptDataException("digest_mismatch", $"{sources.Repository.Name} gave other bytes for {download.Digest}: they have the digest {actual}.", "Run the command again; if it fails again, push the bundle again.");
    }

    private async Task UnpackAsync(FileStream pack, IEnumerable<BundleFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            pack.Position = ((FilePlace.InBlob)file.Place).Offset;
            await contents.AddAsync(file, pack, cancellationToken);
        }
    }

    private async Task CopyAsync(string path, BundleFile file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        await contents.AddAsync(file, stream, cancellationToken);
    }

    private async Task FetchExternalAsync(BundleFile file, CancellationToken cancellationToken)
    {
        var uri = ((FilePlace.External)file.Place).Uri;
        var store = sources.External ?? throw new InvalidInputException(
            "external_store_missing", $"The file '{file.Path}' of the bundle is at '{uri}', and no object store is set up.", "Set the variables of the object store.");
        await using var stream = await store.OpenAsync(uri, file.Sha256, file.Size, cancellationToken);
        await contents.AddAsync(file, stream, cancellationToken);
        // The end is what the stream checks at.
        _ = await stream.ReadAsync(new byte[1], cancellationToken);
    }

    private void Report(long bytes, long total) => sources.Progress?.Report(new(Interlocked.Add(ref _done, bytes), total));
}
