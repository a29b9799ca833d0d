using System.Text;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;

namespace ModelOps.Execution.Tests.Tasks;

/// <summary>Bundles that have a name and no files; counts the checkouts that are not given back.</summary>
internal sealed class NamedBundles : IBundles
{
    private int _leased;

    /// <summary>How many checkouts are in use.</summary>
    public int Leased => Volatile.Read(ref _leased);

    public Task<PinnedBundle> PinAsync(string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken) =>
        Task.FromResult(new PinnedBundle(reference, Digest.Of(Encoding.UTF8.GetBytes(reference)), 0, 0));

    public Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _leased);
        return Task.FromResult<IBundleLease>(new Lease(this, bundle.Reference));
    }

    private sealed class Lease(NamedBundles bundles, string path) : IBundleLease
    {
        public string Path => path;

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref bundles._leased);
            return ValueTask.CompletedTask;
        }
    }
}
