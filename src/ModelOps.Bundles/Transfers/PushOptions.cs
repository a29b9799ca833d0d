using ModelOps.Bundles.External;
using ModelOps.Bundles.Registries;

namespace ModelOps.Bundles.Transfers;

/// <summary>How a bundle is pushed.</summary>
public sealed record PushOptions
{
    /// <summary>The tags to set, the first under <see cref="Expected"/>, the others whatever they name. Empty: the bundle gets no tag.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the first tag must name before: a lease on the digest that was last synchronized.</summary>
    public ExpectedTag Expected { get; init; } = ExpectedTag.Any;

    /// <summary>Find out what would be sent, and send nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The digest of a bundle that is known to be in the same repository, whose blobs need no question; <see langword="null"/> for none.</summary>
    public Contents.Bundle? Known { get; init; }

    /// <summary>The object stores; needed if the bundle has external files.</summary>
    public IExternalFiles? External { get; init; }

    /// <summary>Told of every blob; from any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }
}
