using ModelOps.Bundles.External;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;

namespace ModelOps.Bundles.Materializing;

/// <summary>How a bundle is materialised.</summary>
public sealed record MaterializeOptions
{
    /// <summary>The role: the one of the argument, else of the reference; <see langword="null"/> is the bundle's default.</summary>
    public string? Role { get; init; }

    /// <summary>Replace what is in the way.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Write external files too, not only their pointers.</summary>
    public bool PrefetchExternal { get; init; }

    /// <summary>The reference that was resolved, for the provenance.</summary>
    public BundleTarget? Reference { get; init; }

    /// <summary>The object stores; needed with <see cref="PrefetchExternal"/>.</summary>
    public IExternalFiles? External { get; init; }

    /// <summary>Told as bytes come; from any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }
}
