using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.External;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Verifying;

/// <summary>Checks bundles against their digests: blobs by reading them, external files by what their stores say. Changes nothing.</summary>
/// <param name="external">The object stores; <see langword="null"/> if none is set up, which makes external files unverifiable.</param>
public sealed class BundleVerifier(IExternalFiles? external)
{
    /// <summary>What <see cref="Mismatch.Actual"/> says of an external file that nobody could be asked about.</summary>
    public const string NoStore = "no object store is set up";

    private const int AtOnce = 4;

    /// <summary>Reads every blob of a role in its repository, and asks about every external file.</summary>
    public async Task<VerifyReport> VerifyAsync(Bundle bundle, string? role, IRepository repository, CancellationToken cancellationToken)
    {
        var files = bundle.Index.FilesOf(role);
        var blobs = bundle.BlobsOf(role);
        var found = new Mismatch?[blobs.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForAsync(0, blobs.Count, options, async (i, token) => found[i] = await CheckAsync(blobs[i], repository, token));
        var pointers = await AskAsync(files, cancellationToken);
        return Report(files.Count(file => file.Place is not FilePlace.External), blobs.Sum(blob => blob.Size), pointers, found.OfType<Mismatch>());
    }

    /// <summary>Reads every file and pointer of a role in a materialised folder, and asks about every external file, also if it was fetched.</summary>
    public async Task<VerifyReport> VerifyFolderAsync(Bundle bundle, string? role, string folder, CancellationToken cancellationToken)
    {
        var files = bundle.Index.FilesOf(role);
        var local = files.Where(file => file.Place is not FilePlace.External || File.Exists(Path.Combine(folder, file.Path))).ToList();
        var found = new Mismatch?[local.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, local.Count, options, async (i, token) => found[i] = await FolderFile.CheckAsync(Path.Combine(folder, local[i].Path), local[i], token));
        var broken = files.Where(file => file.Place is FilePlace.External).Select(file => FolderPointer.Check(folder, file));
        var pointers = await AskAsync(files, cancellationToken);
        return Report(local.Count, local.Sum(file => file.Size), pointers, found.Concat(broken).OfType<Mismatch>());
    }

    /// <summary>Reads every copy that the cache has of a role's files; those that it has not are fine. Asks no registry.</summary>
    public static async Task<IReadOnlyList<Mismatch>> VerifyCacheAsync(Bundle bundle, string? role, BundleCache cache, CancellationToken cancellationToken)
    {
        var cached = cache.Find(bundle);
        var files = bundle.Index.FilesOf(role);
        var found = new Mismatch?[files.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, files.Count, options, async (i, token) =>
        {
            foreach (var path in cached.CopiesOf(files[i])) found[i] ??= await FolderFile.CheckAsync(path, files[i], token);
        });
        return [.. found.OfType<Mismatch>()];
    }

    private static VerifyReport Report(int files, long bytes, IReadOnlyCollection<Mismatch?> pointers, IEnumerable<Mismatch> found) =>
        new(files, pointers.Count, bytes, [.. found.Concat(pointers.OfType<Mismatch>()).OrderBy(mismatch => mismatch.Path, Utf8Order.Instance)]);

    private static async Task<Mismatch?> CheckAsync(BlobDescriptor blob, IRepository repository, CancellationToken cancellationToken)
    {
        var expected = $"{blob.Digest} ({blob.Size} bytes)";
        await using var hash = new DigestStream(Stream.Null);
        try
        {
            await repository.FetchBlobAsync(blob, 0, hash, cancellationToken);
        }
        catch (CorruptDataException fault) when (fault.Code is "blob_missing" or "digest_mismatch")
        {
            return new(blob.Digest.ToString(), expected, fault.Code == "blob_missing" ? "missing" : "another size");
        }
        var actual = hash.Finish();
        return actual == blob.Digest ? null : new(blob.Digest.ToString(), expected, $"{actual} ({hash.Length} bytes)");
    }

    // One entry for each external file: null if it is as it should be.
    private async Task<IReadOnlyCollection<Mismatch?>> AskAsync(IEnumerable<BundleFile> files, CancellationToken cancellationToken)
    {
        var found = new List<Mismatch?>();
        foreach (var file in files)
        {
            if (file.Place is not FilePlace.External(var uri, _)) continue;
            var expected = $"{file.Sha256} ({file.Size} bytes) at {uri}";
            var actual = external is null ? null : await external.FindAsync(uri, cancellationToken);
            var isSame = actual is { Sha256: { } sha256 } && sha256 == file.Sha256 && actual.Size == file.Size;
            found.Add(isSame ? null : new(file.Path, expected, external is null ? NoStore : actual is null ? "missing" : $"{actual.Sha256?.ToString() ?? "no digest"} ({actual.Size} bytes)"));
        }
        return found;
    }
}
