using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// The folder of all checkouts. The checkout with content digest D is the folder <c>D/</c> (64 hex digits); beside it are <c>D.lock</c>,
/// held while it is made, checked or removed, <c>D.lease</c>, shared by all who use it, and <c>D.json</c>, the state in which it was
/// made. Who removes a checkout must hold <c>D.lock</c> and get <c>D.lease</c> alone.
/// </summary>
internal sealed class CheckoutFolder(string directory, TimeProvider time)
{
    // Longer than any copy takes; a process that dies meanwhile frees the lock at once.
    private static readonly TimeSpan MakingLimit = TimeSpan.FromMinutes(30);

    public async Task<IBundleLease> LeaseAsync(Digest content, PinnedFolder source, CancellationToken cancellationToken)
    {
        DirectorySync.Create(directory);
        var path = Path.Combine(directory, content.Hex);
        var purpose = $"The checkout {content.Short}";
        using var making = await FileLock.AcquireAsync(path + ".lock", purpose, MakingLimit, time, cancellationToken);
        var marker = FileLock.AcquireShared(path + ".lease", purpose);
        var lease = default(IBundleLease);
        try
        {
            await new Checkout(path, source).EnsureAsync(cancellationToken);
            return lease = new BundleLease(path, marker);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("make the checkout", path, cause);
        }
        finally
        {
            if (lease is null) marker.Dispose();
        }
    }
}
