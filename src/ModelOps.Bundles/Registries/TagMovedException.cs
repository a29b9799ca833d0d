using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries;

/// <summary>A tag names another bundle than the one it was last seen at: somebody else pushed. Exit status 12.</summary>
/// <param name="repository">The repository.</param>
/// <param name="tag">The tag.</param>
/// <param name="expected">What it was last seen at; <see langword="null"/> for nothing.</param>
/// <param name="actual">What it names; <see langword="null"/> for nothing.</param>
public sealed class TagMovedException(string repository, string tag, Digest? expected, Digest? actual) : ModelOpsException(
    "tag_moved",
    $"Tag '{tag}' of {repository} moved: expected {Name(expected)}, got {Name(actual)}. Nothing was changed.",
    "Pull and merge what was pushed meanwhile, or replace it with --force.")
{
    /// <summary>What the tag was last seen at; <see langword="null"/> for nothing.</summary>
    public Digest? Expected { get; } = expected;

    /// <summary>What it names; <see langword="null"/> for nothing.</summary>
    public Digest? Actual { get; } = actual;

    private static string Name(Digest? digest) => digest?.ToString() ?? "no such tag";
}
