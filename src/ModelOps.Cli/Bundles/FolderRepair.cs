using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.References;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary>Writes what differs in a materialised folder again, from the repository that its provenance names.</summary>
internal static class FolderRepair
{
    /// <summary>Repairs. External files that are there are brought up to date; the others stay pointers.</summary>
    /// <exception cref="InvalidInputException">Code <c>no_source</c>: the folder does not say where its bundle is.</exception>
    public static async Task RunAsync(CliContext context, MaterializedFolder origin, string folder, CancellationToken cancellationToken)
    {
        var source = origin.Source ?? throw new InvalidInputException(
            "no_source", $"'{folder}' does not say which registry its bundle came from.", $"Materialize it again: mops bundle materialize REF {folder} --overwrite.");
        var target = TargetParser.Parse($"{source}@{origin.Bundle.Manifest.Digest}", new(null, null));
        using var repository = RepositoryOpener.Open(target, RegistryEnvironment.Options(context));
        using var bar = new TransferBar(context);
        var hasExternal = origin.Bundle.Index.FilesOf(origin.Role).Any(file => file.Place is FilePlace.External && File.Exists(Path.Combine(folder, file.Path)));
        await new Materializer(BundlePorts.Cache(context), repository).RunAsync(
            origin.Bundle,
            folder,
            new() { Role = origin.Role, Overwrite = true, PrefetchExternal = hasExternal, Reference = target, External = BundlePorts.External(context), Progress = bar },
            cancellationToken);
    }
}
