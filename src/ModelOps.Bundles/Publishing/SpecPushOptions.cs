using ModelOps.Bundles.External;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Registries;

namespace ModelOps.Bundles.Publishing;

/// <summary>How a folder with a spec is pushed.</summary>
/// <param name="Tags">The tags to set, at least one; the first is the version.</param>
public sealed record SpecPushOptions(IReadOnlyList<string> Tags)
{
    /// <summary>Replace a version that was pushed already.</summary>
    public bool Force { get; init; }

    /// <summary>Find out what would be sent, and send nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>What is known of the files from earlier; <see langword="null"/> to read them all.</summary>
    public FileDigests? Digests { get; init; }

    /// <summary>The object stores; needed if the bundle has external files.</summary>
    public IExternalFiles? External { get; init; }

    /// <summary>Told of every blob; from any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }
}
