using ModelOps.Bundles.Specs.Patterns;

namespace ModelOps.Bundles.Specs;

/// <summary>A layer: files that are pushed and pulled together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Free text, such as <c>code</c>, <c>config</c> or <c>data</c>; default <c>data</c>.</param>
/// <param name="Files">What it is made of: the union of these.</param>
/// <param name="Ignore">What of it is left out.</param>
public sealed record LayerSpec(string Name, string Type, IReadOnlyList<GlobPattern> Files, IReadOnlyList<GlobPattern> Ignore)
{
    /// <summary>Whether a file belongs to the layer.</summary>
    /// <param name="path">Its path from the spec's folder, with forward slashes.</param>
    public bool Has(string path) => Files.Any(pattern => pattern.IsMatch(path)) && !Ignore.Any(pattern => pattern.IsMatch(path));
}
