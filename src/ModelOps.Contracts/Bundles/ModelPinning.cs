using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Contracts.Bundles;

/// <summary>Pins a bundle together with the model that is run from it.</summary>
public static class ModelPinning
{
    private const string ManifestFile = "manifest.json";

    /// <summary>Pins a bundle, and finds the entrypoint where a model id stands for it.</summary>
    /// <param name="bundles">The port.</param>
    /// <param name="reference">The bundle.</param>
    /// <param name="baseDirectory">What a relative path starts from.</param>
    /// <param name="model">The entrypoint or model id.</param>
    /// <param name="others">What else is run from the bundle, such as a user's adapter.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="InvalidInputException">Code <c>unknown_model</c>: <c>manifest.json</c> has no such id, or the bundle has none; the ids are listed. And codes of <see cref="IBundles.PinAsync"/>.</exception>
    public static async Task<PinnedModel> PinModelAsync(
        this IBundles bundles, string reference, string baseDirectory, Entrypoint model, IReadOnlyList<Entrypoint> others, CancellationToken cancellationToken)
    {
        var pinned = await bundles.PinAsync(reference, baseDirectory, Assemblies([model, .. others]), cancellationToken);
        if (model.Kind != EntrypointKind.ModelId) return new(pinned, model);
        var found = await FindAsync(bundles, pinned, model.Member, cancellationToken);
        // The assembly of a .NET model counts, wherever it lies.
        var isComplete = found.Kind != EntrypointKind.DotNet;
        return new(isComplete ? pinned : await bundles.PinAsync(reference, baseDirectory, Assemblies([found, .. others]), cancellationToken), found);
    }

    private static async Task<Entrypoint> FindAsync(IBundles bundles, PinnedBundle pinned, string id, CancellationToken cancellationToken)
    {
        await using var checkout = await bundles.CheckoutAsync(pinned, cancellationToken);
        var path = Path.Combine(checkout.Path, ManifestFile);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(
                "unknown_model",
                $"'{id}' can be the id of a model only, and the bundle '{pinned.Reference}' has no {ManifestFile} with ids.",
                "Write package.module:function, package.module.Class/scenario, path/Model.dll:Namespace.Type or exec:./program; or make the file: mops bundle manifest.");
        }
        return ModelIds.Parse(await File.ReadAllBytesAsync(path, cancellationToken), $"{ManifestFile} of '{pinned.Reference}'").EntrypointOf(id);
    }

    private static List<string> Assemblies(IEnumerable<Entrypoint> entrypoints) =>
        [.. entrypoints.Where(entrypoint => entrypoint.Kind == EntrypointKind.DotNet).Select(entrypoint => entrypoint.Container).Distinct(StringComparer.Ordinal)];
}
