using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Workflow.States;

/// <summary>What counts of a file when it is compared: two files of one version are the same.</summary>
/// <param name="Sha256">The digest of its bytes.</param>
/// <param name="Executable">Whether its owner may execute it.</param>
public readonly record struct FileVersion(Digest Sha256, bool Executable)
{
    /// <summary>The version of a file of a bundle or folder.</summary>
    public static FileVersion Of(ContentEntry entry) => new(entry.Sha256, entry.Executable);
}
