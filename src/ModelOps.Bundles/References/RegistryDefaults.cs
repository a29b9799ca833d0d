using ModelOps.Bundles.Registries;

namespace ModelOps.Bundles.References;

/// <summary>What completes a reference that names no registry.</summary>
/// <param name="Namespace">
/// The registry and the start of the path in it: <c>name:tag</c> stands for <c>NAMESPACE/bundles/name:tag</c>; <see langword="null"/> if
/// none is set.
/// </param>
/// <param name="Project">The repository of the project at hand, which bare digests and tags are of; <see langword="null"/> if there is none.</param>
public sealed record RegistryDefaults(RegistryAddress? Namespace, RegistryAddress? Project)
{
    /// <summary>The tag that is meant when neither tag nor digest is given.</summary>
    public const string Tag = "latest";
}
