using ModelOps.Bundles.Caching;
using ModelOps.Bundles.External;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Running;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Connectors.ObjectStores.Routing;
using ModelOps.Contracts.Bundles;
using ModelOps.Execution.Workers;

namespace ModelOps.Cli.Composition;

/// <summary>Wires what bundles need: the user's cache, registries and object stores as the environment sets them up.</summary>
internal static class BundlePorts
{
    /// <summary>Bundles that are folders, checked out into the user's folder, and pushed ones, checked out from the user's cache.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="leftOut">Absolute paths of files that are no part of a folder.</param>
    public static IBundles Bundles(CliContext context, params IReadOnlyCollection<string> leftOut) => new ReferencedBundles(
        new FolderBundles(Path.Combine(UserFolder.Locate(context), "checkouts"), context.Time) { LeftOut = leftOut },
        () => new(Cache(context), RegistryEnvironment.Defaults(context), RegistryEnvironment.Options(context)) { External = External(context), Progress = new FetchNotes(context) });

    /// <summary>The user's cache of bundles: <c>MODEL_OPS_CACHE_DIR</c>, otherwise <c>~/.modelops/bundles</c>.</summary>
    public static BundleCache Cache(CliContext context)
    {
        var chosen = context.Variable("MODEL_OPS_CACHE_DIR");
        return new(chosen is { Length: > 0 } ? context.Resolve(chosen) : Path.Combine(UserFolder.Locate(context), "bundles"), context.Time);
    }

    /// <summary>The Python interpreter: <c>MODELOPS_PYTHON</c>, otherwise <c>python3</c>.</summary>
    public static string Python(CliContext context) =>
        context.Variable(WorkerOptions.PythonVariable) is { Length: > 0 } python ? python : new WorkerOptions().Python;

    /// <summary>The object stores. Their settings are read when one is first used.</summary>
    public static IExternalFiles External(CliContext context) => new StoredFiles(
        new SchemeRouter(context.Variable, context.Time) { UploadFolder = Path.Combine(UserFolder.Locate(context), "uploads") });
}
