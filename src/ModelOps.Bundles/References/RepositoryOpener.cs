using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.References;

/// <summary>From what a reference names to the repository that has it.</summary>
public static class RepositoryOpener
{
    /// <summary>The repository of a target; nothing is sent yet. The caller disposes it.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_reference</c>: the target is a project folder.</exception>
    public static IRepository Open(BundleTarget target, RegistryOptions options) => target switch
    {
        BundleTarget.Registry registry => new HttpRepository(registry.Address, options),
        BundleTarget.Layout layout => new LayoutRepository(layout.Path, options.Time),
        BundleTarget.Folder folder => throw new InvalidInputException("invalid_reference", $"'{folder.Path}' is a folder; expected a reference to a pushed bundle.", "Push the folder first: mops bundle push."),
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    /// <summary>The manifest digest of a target: the one that it names, or what its tag names now. Asked once, so that a tag that moves later changes nothing.</summary>
    /// <exception cref="NotFoundException">Code <c>tag_not_found</c>.</exception>
    public static async Task<Digest> ResolveAsync(this IRepository repository, BundleTarget target, CancellationToken cancellationToken)
    {
        var (tag, digest) = target switch
        {
            BundleTarget.Registry registry => (registry.Tag, registry.Digest),
            BundleTarget.Layout layout => (layout.Tag, layout.Digest),
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        };
        return digest ?? await repository.ResolveTagAsync(tag!, cancellationToken);
    }
}
