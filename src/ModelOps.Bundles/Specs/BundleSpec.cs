namespace ModelOps.Bundles.Specs;

/// <summary>What a bundle is made of: a validated <c>modelops.yaml</c> or <c>.mops-bundle.yaml</c>, defaults filled in.</summary>
/// <param name="File">The absolute path of the file; patterns are relative to its folder.</param>
/// <param name="Name">The repository of the bundle, such as <c>epi/sir</c>.</param>
/// <param name="Version">The tag that it is pushed under.</param>
/// <param name="Description">Free text, or <see langword="null"/>.</param>
/// <param name="Layers">The layers, in the order of the file.</param>
/// <param name="Roles">The layers of each role, in the order of the file; may be empty.</param>
/// <param name="ExternalRules">What goes to object stores; the first rule that fits decides.</param>
/// <param name="SizeLimit">The size in bytes above which a file must go to an object store. Default 100,000,000.</param>
public sealed record BundleSpec(
    string File,
    string Name,
    string Version,
    string? Description,
    IReadOnlyList<LayerSpec> Layers,
    IReadOnlyList<RoleSpec> Roles,
    IReadOnlyList<ExternalRule> ExternalRules,
    long SizeLimit)
{
    /// <summary>The entrypoints that the spec names, by their ids (<c>bundle.models</c> of the short dialect).</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the patterns start from.</summary>
    public string Directory => Path.GetDirectoryName(File)!;

    /// <summary>Where a file goes: the rule that sends it to an object store, or <see langword="null"/> for the registry.</summary>
    /// <param name="path">Its path from the spec's folder, with forward slashes.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">Code <c>file_too_large</c>: it is above the limit and no rule fits.</exception>
    public ExternalRule? RuleFor(string path, long size)
    {
        if (ExternalRules.FirstOrDefault(rule => rule.IsFor(path, size)) is { } rule) return rule;
        return size <= SizeLimit ? null : throw new Contracts.Errors.InvalidInputException(
            "file_too_large",
            $"File {path} ({size} bytes) exceeds the limit of the registry ({SizeLimit} bytes) but no external storage rule matches.",
            "Add an external rule for this file pattern.");
    }
}
