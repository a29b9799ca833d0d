using ModelOps.Bundles.Contents;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Caching;

/// <summary>Files of a bundle that stay in the cache until this is disposed or the process ends.</summary>
public sealed class CachedFiles : IDisposable
{
    private readonly FileLock _lease;
    private readonly Func<BundleFile, string> _pathOf;

    internal CachedFiles(FileLock lease, Func<BundleFile, string> pathOf) => (_lease, _pathOf) = (lease, pathOf);

    /// <summary>The absolute path of a file, which must not be changed.</summary>
    public string PathOf(BundleFile file) => _pathOf(file);

    /// <inheritdoc />
    public void Dispose() => _lease.Dispose();
}
