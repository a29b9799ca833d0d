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
    /// <summary>What follows a checkout's path in the name of its lease file.</summary>
    public const string Lease = ".lease";

    private const string Lock = ".lock";

    // Longer than any copy takes; a process that dies meanwhile frees the lock at once.
    private static readonly TimeSpan MakingLimit = TimeSpan.FromMinutes(30);

    // Every edit of a project is another checkout; the last few cover going back and forth between versions.
    private const int Kept = 8;

    public async Task<IBundleLease> LeaseAsync(Digest content, PinnedFolder source, CancellationToken cancellationToken)
    {
        DirectorySync.Create(directory);
        var path = Path.Combine(directory, content.Hex);
        var purpose = $"The checkout {content.Short}";
        using var making = await FileLock.AcquireAsync(path + Lock, purpose, MakingLimit, time, cancellationToken);
        var marker = FileLock.AcquireShared(path + Lease, purpose);
        var lease = default(IBundleLease);
        try
        {
            await new Checkout(path, source).EnsureAsync(cancellationToken);
            File.SetLastWriteTimeUtc(path + Lease, time.GetUtcNow().UtcDateTime);
            RemoveOld();
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

    // The ones used last stay, and whatever is leased or being made.
    private void RemoveOld()
    {
        var old = new DirectoryInfo(directory).EnumerateFiles("*" + Lease).OrderByDescending(lease => lease.LastWriteTimeUtc).Skip(Kept);
        foreach (var path in old.Select(lease => lease.FullName[..^Lease.Length]).ToList())
        {
            using var making = FileLock.TryAcquire(path + Lock);
            using var alone = making is null ? null : FileLock.TryAcquire(path + Lease);
            if (alone is not null) Checkout.Remove(path);
        }
    }
}
