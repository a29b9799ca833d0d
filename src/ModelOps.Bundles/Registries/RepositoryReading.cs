using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries;

/// <summary>Reads what is small enough for memory.</summary>
public static class RepositoryReading
{
    /// <summary>A bundle's manifest and index.</summary>
    /// <exception cref="NotFoundException">Code <c>bundle_not_in_registry</c>: there is no such manifest.</exception>
    /// <exception cref="Failures.UnsupportedMediaTypeException">It is no bundle.</exception>
    /// <exception cref="CorruptDataException">What the registry has is not what the digests say.</exception>
    public static async Task<Bundle> ReadBundleAsync(this IRepository repository, Digest digest, CancellationToken cancellationToken)
    {
        var bytes = await repository.FindManifestAsync(digest, cancellationToken)
            ?? throw new NotFoundException("bundle_not_in_registry", $"{repository.Name} has no bundle {digest}.", "Check the digest; 'mops bundle log' lists what was pushed from here.");
        var manifest = BundleManifest.Parse(bytes);
        if (manifest.Index.Size > Bundle.MaxIndexBytes)
            throw new CorruptDataException("invalid_manifest", $"The index of {digest} has {manifest.Index.Size} bytes; at most {Bundle.MaxIndexBytes} are read.");
        using var index = new MemoryStream();
        await repository.FetchBlobAsync(manifest.Index, 0, index, cancellationToken);
        return Bundle.Of(manifest, index.ToArray());
    }

    /// <summary>The digest that a tag names.</summary>
    /// <exception cref="NotFoundException">Code <c>tag_not_found</c>, naming the nearest tag.</exception>
    public static async Task<Digest> ResolveTagAsync(this IRepository repository, string tag, CancellationToken cancellationToken)
    {
        if (await repository.FindTagAsync(tag, cancellationToken) is { } digest) return digest;
        var tags = await repository.ListTagsAsync(cancellationToken);
        throw new NotFoundException("tag_not_found", $"{repository.Name} has no tag '{tag}'.{(tags.Count == 0 ? " It has none." : Nearest.Hint(tag, tags))}");
    }
}
