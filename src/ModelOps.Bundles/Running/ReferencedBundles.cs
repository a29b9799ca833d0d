using System.Collections.Concurrent;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Running;

/// <summary>
/// Bundles by path, tag or digest. A tag is resolved once, when it is pinned; a bundle that is pinned by digest and in the cache needs no
/// registry. What runs is a read-only checkout of all layers. May be used from any thread.
/// </summary>
/// <remarks>
/// A text is a reference if it has <c>:</c> or <c>@</c>, or begins with a registry's host, and is neither written as a path nor the name of
/// a folder that is there.
/// </remarks>
/// <param name="folders">Bundles that are project folders.</param>
/// <param name="access">Where pushed bundles come from; called when the first reference comes, so that a folder needs no settings.</param>
public sealed class ReferencedBundles(IBundles folders, Func<RegistryAccess> access) : IBundles
{
    private readonly ConcurrentDictionary<string, Bundle> _pinned = new(StringComparer.Ordinal);
    private readonly Lazy<RegistryAccess> _access = new(access);

    /// <inheritdoc />
    /// <exception cref="NotFoundException">Code <c>tag_not_found</c> or <c>bundle_not_in_registry</c>.</exception>
    /// <exception cref="Failures.UnsupportedMediaTypeException">The reference leads to something else than a bundle.</exception>
    /// <exception cref="InvalidInputException">Codes of <see cref="TargetParser.Parse"/>; <c>assembly_not_found</c>: the bundle lacks an assembly.</exception>
    /// <exception cref="OutsideException">The registry failed.</exception>
    public async Task<PinnedBundle> PinAsync(string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken)
    {
        if (!IsReference(reference, baseDirectory)) return await folders.PinAsync(reference, baseDirectory, assemblies, cancellationToken);
        var target = TargetParser.Parse(reference, _access.Value.Defaults).From(baseDirectory);
        using var repository = RepositoryOpener.Open(target, _access.Value.Options);
        var digest = await repository.ResolveAsync(target, cancellationToken);
        var bundle = await _access.Value.Cache.LoadAsync(digest, repository, cancellationToken);
        CheckAssemblies(bundle, assemblies, reference);
        var pinned = target.At(digest).ToString();
        _pinned[pinned] = bundle;
        return new(pinned, bundle.Index.Content, bundle.Index.Files.Count, bundle.Index.Files.Sum(file => file.Size));
    }

    /// <inheritdoc />
    /// <exception cref="CorruptDataException">Code <c>digest_mismatch</c>: what was fetched are other bytes.</exception>
    /// <exception cref="OutsideException">The registry or the store of external files failed, or the cache can't be written.</exception>
    public async Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken)
    {
        if (!_pinned.TryGetValue(bundle.Reference, out var pinned)) return await folders.CheckoutAsync(bundle, cancellationToken);
        var (cache, defaults, options) = _access.Value;
        using var repository = RepositoryOpener.Open(TargetParser.Parse(bundle.Reference, defaults), options);
        return await cache.CheckoutAsync(pinned, BundleIndex.AllLayers, new(repository, _access.Value.External, _access.Value.Progress), cancellationToken);
    }

    // What was pushed is what there is: nothing can be added to it here.
    private static void CheckAssemblies(Bundle bundle, IReadOnlyList<string> assemblies, string reference)
    {
        var missing = assemblies.FirstOrDefault(assembly => !bundle.Index.Files.Any(file => file.Path == assembly));
        if (missing is not null)
            throw new InvalidInputException("assembly_not_found", $"The bundle '{reference}' has no assembly '{missing}'.", "Push it with the built assembly and what it depends on.");
    }

    private static bool IsReference(string text, string baseDirectory)
    {
        if (TargetParser.IsPath(text)) return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hasForm = text.AsSpan().ContainsAny(':', '@') || slash > 0 && RegistryAddress.LooksLikeHost(text[..slash]);
        return hasForm && !Directory.Exists(Path.GetFullPath(text, Path.GetFullPath(baseDirectory)));
    }
}
