using System.Text;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Caching;

/// <summary>
/// The bundles of a user, by manifest digest: <c>D/manifest.json</c>, <c>D/index.json</c>, <c>D/layers/LAYER-ID/…</c> (the layer id is the
/// content digest of the layer's files) and <c>D/checkouts/ROLE-ID/…</c>; beside them <c>D.lock</c>, held while something is brought, and
/// <c>D.lease</c>, shared by all who use it. Any number of processes and threads may share it; one that is killed leaves nothing that is
/// taken for whole.
/// </summary>
public sealed class BundleCache
{
    // Longer than any download takes; a process that dies meanwhile frees the lock at once.
    private static readonly TimeSpan FetchLimit = TimeSpan.FromHours(12);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ContentFiles _contents;

    /// <summary>Names a cache; its folder is made when it is needed.</summary>
    /// <param name="folder">Such as <c>~/.modelops/bundles</c>.</param>
    /// <param name="time">Measures ages and waits.</param>
    public BundleCache(string folder, TimeProvider time)
    {
        (_folder, _time) = (Path.GetFullPath(folder), time);
        _contents = new(_folder);
    }

    /// <summary>A bundle's manifest and index: from the cache, else from the repository.</summary>
    /// <exception cref="NotFoundException">The repository has no such bundle.</exception>
    public async Task<Bundle> LoadAsync(Digest digest, IRepository repository, CancellationToken cancellationToken)
    {
        if (TryLoad(digest) is { } cached) return cached;
        var bundle = await repository.ReadBundleAsync(digest, cancellationToken);
        Save(bundle);
        return bundle;
    }

    /// <summary>A bundle's manifest and index if they are in the cache and whole; asks no registry.</summary>
    public Bundle? TryLoad(Digest digest)
    {
        try
        {
            var manifest = File.ReadAllBytes(Path.Combine(PathOf(digest), "manifest.json"));
            if (Digest.Of(manifest) != digest) return null;
            return Bundle.Of(BundleManifest.Parse(manifest), File.ReadAllBytes(Path.Combine(PathOf(digest), "index.json")));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause) || cause is CorruptDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps the manifest and index of a bundle that is known from elsewhere, such as one that was pushed from here.</summary>
    public void Save(Bundle bundle)
    {
        var folder = PathOf(bundle.Manifest.Digest);
        DirectorySync.Create(folder);
        RemadeFile.Write(Path.Combine(folder, "index.json"), BundleIndexJson.ToBytes(bundle.Index));
        RemadeFile.Write(Path.Combine(folder, "manifest.json"), bundle.Manifest.Bytes.Span);
    }

    /// <summary>
    /// Holds the files of a role in the cache, fetching what is missing: once, however many processes ask. External files are fetched only
    /// if asked for.
    /// </summary>
    /// <exception cref="Failures.RoleMismatchException">There is no such role.</exception>
    /// <exception cref="CorruptDataException">Code <c>digest_mismatch</c>: what was fetched are other bytes.</exception>
    public Task<CachedFiles> HoldAsync(Bundle bundle, string? role, bool withExternal, CacheSources sources, CancellationToken cancellationToken) =>
        HoldAsync(bundle, [.. bundle.Index.FilesOf(role).Where(file => withExternal || file.Place is not FilePlace.External)], sources, cancellationToken);

    /// <summary>Holds some of a bundle's files in the cache, fetching what is missing.</summary>
    /// <exception cref="CorruptDataException">Code <c>digest_mismatch</c>: what was fetched are other bytes.</exception>
    public async Task<CachedFiles> HoldAsync(Bundle bundle, IReadOnlyList<BundleFile> files, CacheSources sources, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(bundle, cancellationToken);
        var lease = Lease(bundle);
        var result = default(CachedFiles);
        try
        {
            var trees = await EnsureLayersAsync(bundle, files, sources, cancellationToken);
            return result = new(lease, file => trees[file.Layer].PathOf(file));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("keep the bundle in", PathOf(bundle.Manifest.Digest), cause);
        }
        finally
        {
            if (result is null) lease.Dispose();
        }
    }

    /// <summary>
    /// Leases a read-only folder with exactly the files of a role, external ones included, to run from. A file that was changed there since
    /// is put into quarantine and fetched again. Errors as <see cref="HoldAsync(Bundle, string?, bool, CacheSources, CancellationToken)"/>.
    /// </summary>
    public async Task<IBundleLease> CheckoutAsync(Bundle bundle, string? role, CacheSources sources, CancellationToken cancellationToken)
    {
        var files = bundle.Index.FilesOf(role);
        var folder = Path.Combine(PathOf(bundle.Manifest.Digest), "checkouts", CheckoutId(bundle, role));
        using var held = await LockAsync(bundle, cancellationToken);
        var lease = Lease(bundle);
        var result = default(IBundleLease);
        try
        {
            var checkout = new LinkedTree(folder, _contents);
            if (!checkout.IsUntouched())
            {
                var trees = default(IReadOnlyDictionary<string, LinkedTree>);
                await checkout.EnsureAsync(files, SupplyAsync, cancellationToken);
                foreach (var tree in trees?.Values ?? []) tree.Save();

                async Task<Func<BundleFile, string>> SupplyAsync(IReadOnlyList<BundleFile> missing, CancellationToken token)
                {
                    trees = await EnsureLayersAsync(bundle, files, sources, token);
                    return file => trees[file.Layer].PathOf(file);
                }
            }
            return result = new BundleLease(folder, lease);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("make the checkout", folder, cause);
        }
        finally
        {
            if (result is null) lease.Dispose();
        }
    }

    /// <summary>
    /// Puts bad copies of a role's files into <see cref="QuarantineFolder"/> and fetches them again. Trees that are in use are read, and
    /// mended, before they are used the next time. Errors as <see cref="HoldAsync(Bundle, string?, bool, CacheSources, CancellationToken)"/>.
    /// </summary>
    public async Task RepairAsync(Bundle bundle, string? role, CacheSources sources, CancellationToken cancellationToken)
    {
        using (await LockAsync(bundle, cancellationToken))
        using (var alone = FileLock.TryAcquire(PathOf(bundle.Manifest.Digest) + CacheCollector.Lease)) Find(bundle).Distrust(isInUse: alone is null);
        using var held = await HoldAsync(bundle, role, withExternal: false, sources, cancellationToken);
    }

    /// <summary>Where files are kept that were found to be others than they should be.</summary>
    public string QuarantineFolder => _contents.Quarantine;

    /// <summary>Removes bundles that nobody has used for some time and nobody is using, then files that no bundle needs any more.</summary>
    /// <param name="unusedFor">How long a bundle must not have been used.</param>
    /// <returns>How many bundles went, and the bytes that became free.</returns>
    public CacheRemoval Collect(TimeSpan unusedFor) => new CacheCollector(_folder, _time).Collect(unusedFor);

    private async Task<IReadOnlyDictionary<string, LinkedTree>> EnsureLayersAsync(
        Bundle bundle, IReadOnlyList<BundleFile> files, CacheSources sources, CancellationToken cancellationToken)
    {
        var trees = new Dictionary<string, LinkedTree>(StringComparer.Ordinal);
        var fetcher = new BlobFetcher(_contents, Path.Combine(PathOf(bundle.Manifest.Digest), "parts"), sources);
        foreach (var layer in files.GroupBy(file => file.Layer, StringComparer.Ordinal))
        {
            var own = layer.ToList();
            var id = ContentDigest.Of(own.Select(file => file.Entry)).Hex;
            var tree = trees[layer.Key] = new(Path.Combine(PathOf(bundle.Manifest.Digest), "layers", id), _contents);
            await tree.EnsureAsync(own, (missing, token) => fetcher.FetchAsync(bundle, missing, token), cancellationToken);
        }
        return trees;
    }

    private async Task<FileLock> LockAsync(Bundle bundle, CancellationToken cancellationToken)
    {
        DirectorySync.Create(_folder);
        var purpose = $"The cached bundle {bundle.Manifest.Digest.Short}";
        var held = await FileLock.AcquireAsync(PathOf(bundle.Manifest.Digest) + CacheCollector.Lock, purpose, FetchLimit, _time, cancellationToken);
        if (TryLoad(bundle.Manifest.Digest) is null) Save(bundle);
        return held;
    }

    private FileLock Lease(Bundle bundle)
    {
        var path = PathOf(bundle.Manifest.Digest) + CacheCollector.Lease;
        var lease = FileLock.AcquireShared(path, $"The cached bundle {bundle.Manifest.Digest.Short}");
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        return lease;
    }

    internal CachedBundle Find(Bundle bundle) => new(PathOf(bundle.Manifest.Digest), _contents);

    private static string CheckoutId(Bundle bundle, string? role) => Digest.Of(Encoding.UTF8.GetBytes(string.Join('|', bundle.Index.LayersOf(role)))).Short;

    private string PathOf(Digest digest) => Path.Combine(_folder, digest.Hex);
}
