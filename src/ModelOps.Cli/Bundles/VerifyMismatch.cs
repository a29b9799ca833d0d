using ModelOps.Bundles.Verifying;

namespace ModelOps.Cli.Bundles;

/// <summary>Something that is not as the bundle has it.</summary>
/// <param name="Path">The file's path, or the digest of a blob.</param>
/// <param name="Expected">The digest and size that belong there.</param>
/// <param name="Actual">What is there.</param>
/// <param name="Where"><c>folder</c>, <c>registry</c> or <c>cache</c>.</param>
internal sealed record VerifyMismatch(string Path, string Expected, string Actual, string Where)
{
    /// <summary>In a materialised folder, or in the stores that it points to.</summary>
    public const string Folder = "folder";

    /// <summary>In the registry, or in the stores of the external files.</summary>
    public const string Registry = "registry";

    /// <summary>In the cache of this machine.</summary>
    public const string Cache = "cache";

    /// <summary>What verification found somewhere.</summary>
    public static VerifyMismatch Of(Mismatch mismatch, string where) => new(mismatch.Path, mismatch.Expected, mismatch.Actual, where);
}
