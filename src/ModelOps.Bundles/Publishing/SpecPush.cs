using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Transfers;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Publishing;

/// <summary>Pushes a folder with a spec. A version that was pushed stays what it is, unless it is replaced by force.</summary>
/// <param name="project">The folder.</param>
/// <param name="cache">The user's cache, which keeps what is known of pushed bundles.</param>
/// <param name="repository">Where it goes.</param>
public sealed class SpecPush(SpecProject project, BundleCache cache, IRepository repository)
{
    /// <summary>Pushes, or finds out what a push would send.</summary>
    /// <exception cref="VersionTakenException">The first tag names other content; nothing was sent.</exception>
    /// <exception cref="TagMovedException">Somebody else pushed the tag meanwhile.</exception>
    /// <exception cref="ModelOpsException">Errors of <see cref="SpecProject"/> and <see cref="BundlePush.RunAsync"/>.</exception>
    public async Task<SpecPushResult> RunAsync(SpecPushOptions options, CancellationToken cancellationToken)
    {
        var version = options.Tags[0];
        var before = await repository.FindTagAsync(version, cancellationToken);
        var known = before is { } digest ? cache.TryLoad(digest) : null;
        var members = await project.ReadAsync(options.Digests, cancellationToken);
        // What the version names already needs no packing to be known. Object stores are asked each time: they may lose what nobody holds there.
        var isAlone = options.Tags.Count == 1 && members.All(member => member.External is null);
        if (known is not null && isAlone && KnownBundle.IsSame(known.Index, project.Spec, members))
            return new(known, new(known.Manifest.Digest, [], 0, known.Manifest.Blobs.Count + 1, TagMoved: false));
        var packed = await project.PackAsync(members, known?.Index, cancellationToken);
        var bundle = packed.Bundle;
        if (before is { } pushed && pushed != bundle.Manifest.Digest && !options.Force)
            throw new VersionTakenException(repository.Name, version, pushed, bundle.Manifest.Digest);
        var push = new BundlePush(packed, repository, new()
        {
            Tags = options.Tags,
            Expected = options.Force ? ExpectedTag.Any : ExpectedTag.At(before),
            DryRun = options.DryRun,
            Known = known,
            External = options.External,
            Progress = options.Progress,
        });
        var result = await push.RunAsync(cancellationToken);
        if (!options.DryRun) cache.Save(bundle);
        return new(bundle, result);
    }
}
