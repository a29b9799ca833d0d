using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow;

/// <summary>Where a project is pushed to, as <c>init</c> is told it: <c>host[:port]/name[:tag]</c>, or <c>oci:FOLDER[:tag]</c>.</summary>
/// <param name="Reference">Without the tag.</param>
/// <param name="Tag">The tag; <see langword="null"/> if none is given.</param>
public sealed record RegistryTarget(string Reference, string? Tag)
{
    private const string LayoutScheme = "oci:";

    /// <summary>
    /// Whether an argument of <c>init</c> means a registry, and no folder: it begins with <c>oci:</c>, has a colon, or its first part
    /// is a host that a name follows.
    /// </summary>
    public static bool IsMeant(string text) =>
        !TargetParser.IsPath(text)
        && (text.Contains(':', StringComparison.Ordinal) || (text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && RegistryAddress.LooksLikeHost(text[..slash]) && slash + 1 < text.Length));

    /// <summary>Reads a registry.</summary>
    /// <exception cref="InvalidInputException">Codes <c>invalid_repository</c> and <c>invalid_tag</c>.</exception>
    public static RegistryTarget Parse(string text)
    {
        var colon = text.IndexOf(':', text.StartsWith(LayoutScheme, StringComparison.Ordinal) ? Math.Max(LayoutScheme.Length, text.LastIndexOf('/') + 1) : text.LastIndexOf('/') + 1);
        // A port comes before the first slash, a tag after the last.
        var hasTag = colon >= 0 && (text.Contains('/', StringComparison.Ordinal) || text.StartsWith(LayoutScheme, StringComparison.Ordinal));
        var (name, tag) = hasTag ? (text[..colon], TagName.Check(text[(colon + 1)..])) : (text, null);
        if (name.StartsWith(LayoutScheme, StringComparison.Ordinal) && name.Length > LayoutScheme.Length) return new(name, tag);
        return new(RegistryAddress.Parse(name).ToString(), tag);
    }

    /// <summary>What a reference of a project's settings names, with a tag or digest.</summary>
    /// <param name="reference">The reference, without a tag.</param>
    /// <param name="root">What the path of a layout starts from.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_repository</c>.</exception>
    public static BundleTarget Target(string reference, string root) => reference.StartsWith(LayoutScheme, StringComparison.Ordinal)
        ? new BundleTarget.Layout(Path.GetFullPath(reference[LayoutScheme.Length..], root), RegistryDefaults.Tag, null)
        : new BundleTarget.Registry(RegistryAddress.Parse(reference), RegistryDefaults.Tag, null);
}
