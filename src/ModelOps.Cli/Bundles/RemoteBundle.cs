using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Publishing;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>A bundle that a command is about: its tag was resolved once, and its index read.</summary>
/// <param name="Target">What the reference names.</param>
/// <param name="Repository">Where it is.</param>
/// <param name="Bundle">Its manifest and index.</param>
/// <param name="Cache">The user's cache.</param>
internal sealed record RemoteBundle(BundleTarget Target, IRepository Repository, Bundle Bundle, BundleCache Cache) : IDisposable
{
    /// <summary>Finds a bundle: a pushed one, or that of a folder with a spec, as it would be pushed.</summary>
    /// <param name="context">The run.</param>
    /// <param name="reference">The reference, as the command line has it.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public static Task<RemoteBundle> OpenAsync(CliContext context, string reference, CancellationToken cancellationToken) =>
        OpenAsync(context, reference, BundlePorts.Cache(context), cancellationToken);

    /// <summary>The same with another cache than the user's.</summary>
    public static Task<RemoteBundle> OpenAsync(CliContext context, string reference, BundleCache cache, CancellationToken cancellationToken)
    {
        var target = TargetParser.Parse(reference, RegistryEnvironment.Defaults(context)).From(context.WorkingDirectory);
        return target is BundleTarget.Folder folder ? PackAsync(context, folder, cache, cancellationToken) : FindAsync(context, target, cache, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => Repository.Dispose();

    private static async Task<RemoteBundle> PackAsync(CliContext context, BundleTarget.Folder folder, BundleCache cache, CancellationToken cancellationToken)
    {
        var project = SpecFolder.Load(context, folder.Path, cancellationToken);
        var packed = await project.PackAsync(await project.ReadAsync(digests: null, cancellationToken), known: null, cancellationToken);
        return new(folder, new PackedRepository(packed, folder.Path), packed.Bundle, cache);
    }

    private static async Task<RemoteBundle> FindAsync(CliContext context, BundleTarget target, BundleCache cache, CancellationToken cancellationToken)
    {
        var repository = RepositoryOpener.Open(target, RegistryEnvironment.Options(context));
        var opened = default(RemoteBundle);
        try
        {
            var digest = await repository.ResolveAsync(target, cancellationToken);
            return opened = new(target, repository, await cache.LoadAsync(digest, repository, cancellationToken), cache);
        }
        finally
        {
            if (opened is null) repository.Dispose();
        }
    }
}
