using System.Collections.Concurrent;
using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.External;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Running;

/// <summary>
/// Bundles by path, tag or digest. A tag is resolved once, when it is pinned; a bundle that is pinned by digest and in the cache needs no
/// registry. What runs is a read-only checkout of all layers. May be used from any thread.
/// </summary>
/// <param name="folders">Bundles that are project folders.</param>
/// <param name="cache">The cache of pushed ones.</param>
/// <param name="defaults">What completes references.</param>
/// <param name="options">How registries are spoken to.</param>
/// <param name="external">The object stores of external files; <see langword="null"/> if none is set up.</param>
public sealed class ReferencedBundles(
    IBundles folders, BundleCache cache, RegistryDefaults defaults, RegistryOptions options, IExternalFiles? external) : IBundles
{
    private readonly ConcurrentDictionary<Digest, (Bundle Bundle, BundleTarget Target)> _pinned = new();

    /// <inheritdoc />
    /// <exception cref="NotFoundException">Code <c>tag_not_found</c> or <c>bundle_not_in_registry</c>.</exception>
    /// <exception cref="OutsideException">The registry failed.</exception>
    public async Task<PinnedBundle> PinAsync(string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken)
    {
        if (!IsReference(reference, baseDirectory)) return await folders.PinAsync(reference, baseDirectory, assemblies, cancellationToken);
        var target = TargetParser.Parse(reference, defaults);
        using var repository = RepositoryOpener.Open(target, options);
        var digest = await repository.ResolveAsync(target, cancellationToken);
        var bundle = await cache.LoadAsync(digest, repository, cancellationToken);
        _pinned[bundle.Index.Content] = (bundle, target);
        return new(reference, bundle.Index.Content, bundle.Index.Files.Count, bundle.Index.Files.Sum(file => file.Size));
    }

    /// <inheritdoc />
    /// <exception cref="OutsideException">The registry or the store of external files failed.</exception>
    public async Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken)
    {
        if (!IsPinned(bundle, out var pinned)) return await folders.CheckoutAsync(bundle, cancellationToken);
        using var repository = RepositoryOpener.Open(pinned.Target, options);
        return await cache.CheckoutAsync(pinned.Bundle, BundleIndex.AllLayers, new(repository, external), cancellationToken);
    }

    // The same content may be a folder as well: how it was named decides.
    private bool IsPinned(PinnedBundle bundle, out (Bundle Bundle, BundleTarget Target) pinned) =>
        _pinned.TryGetValue(bundle.Content, out pinned) && !TargetParser.IsPath(bundle.Reference);

    // Without a tag or digest it is a path, and so is the name of a folder that is there.
    private static bool IsReference(string reference, string baseDirectory) =>
        !TargetParser.IsPath(reference)
        && (reference.Contains(':', StringComparison.Ordinal) || reference.Contains('@', StringComparison.Ordinal))
        && !Directory.Exists(Path.GetFullPath(reference, Path.GetFullPath(baseDirectory)));
}
