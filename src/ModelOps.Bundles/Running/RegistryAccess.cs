using ModelOps.Bundles.Caching;
using ModelOps.Bundles.External;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;

namespace ModelOps.Bundles.Running;

/// <summary>Where pushed bundles come from.</summary>
/// <param name="Cache">The user's cache.</param>
/// <param name="Defaults">What completes a reference.</param>
/// <param name="Options">How registries are spoken to.</param>
public sealed record RegistryAccess(BundleCache Cache, RegistryDefaults Defaults, RegistryOptions Options)
{
    /// <summary>The object stores of external files; <see langword="null"/> if none is set up.</summary>
    public IExternalFiles? External { get; init; }

    /// <summary>Told of every blob that is fetched; from any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }
}
