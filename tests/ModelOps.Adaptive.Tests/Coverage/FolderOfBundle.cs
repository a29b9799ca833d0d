using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Tests.Coverage;

/// <summary>One folder that is every bundle, with a content that a test chooses.</summary>
internal sealed class FolderOfBundle(string folder, Func<string> content) : IBundles
{
    public Task<PinnedBundle> PinAsync(string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken) =>
        Task.FromResult(new PinnedBundle(reference, Digest.Of(System.Text.Encoding.UTF8.GetBytes(content())), 1, 1));

    public Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken) => Task.FromResult<IBundleLease>(new Lease(folder));

    private sealed class Lease(string path) : IBundleLease
    {
        public string Path => path;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
