using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.References;

/// <summary>
/// Reads references: <c>name:tag</c>, <c>name@sha256:…</c>, both with <c>registry.host[:port]/</c> before the name, a bare digest,
/// <c>oci:FOLDER[:tag]</c>, and a path, which begins with <c>/</c>, <c>./</c>, <c>../</c> or a drive, or is <c>.</c> or <c>..</c>.
/// </summary>
public static class TargetParser
{
    private const string LayoutScheme = "oci:";
    private const string BundleFolder = "bundles";

    /// <summary>Whether a text is a path and no reference to a registry.</summary>
    public static bool IsPath(string text) =>
        text is "." or ".." || text.StartsWith('/') || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal)
        || text.StartsWith(".\\", StringComparison.Ordinal) || text.StartsWith("..\\", StringComparison.Ordinal)
        || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\');

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="defaults">What completes it.</param>
    /// <exception cref="InvalidInputException">
    /// Code <c>invalid_reference</c>: it is none of the forms. Code <c>registry_not_set</c>: it names no registry, and there is no default.
    /// </exception>
    public static BundleTarget Parse(string text, RegistryDefaults defaults)
    {
        if (IsPath(text)) return new BundleTarget.Folder(text);
        var (name, tag, digest) = Split(text.StartsWith(LayoutScheme, StringComparison.Ordinal) ? text[LayoutScheme.Length..] : text, text);
        if (text.StartsWith(LayoutScheme, StringComparison.Ordinal) && name.Length > 0) return new BundleTarget.Layout(name, tag, digest);
        var address = name.Length == 0 ? defaults.Project : Address(name, defaults, text);
        return new BundleTarget.Registry(address ?? throw NotSet(text), tag, digest);
    }

    private static RegistryAddress? Address(string name, RegistryDefaults defaults, string text)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && RegistryAddress.LooksLikeHost(name[..slash])) return RegistryAddress.Parse(name);
        if (!RegistryAddress.IsName(name)) throw Invalid(text);
        return defaults.Namespace is { } space ? new(space.Host, $"{space.Repository}/{BundleFolder}/{name}") : null;
    }

    // The tag follows the last colon after the last slash: a port comes before one.
    private static (string Name, string? Tag, Digest? Digest) Split(string text, string whole)
    {
        if (Digest.TryParse(text.ToLowerInvariant(), out var bare)) return ("", null, bare);
        if (text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
            return Digest.TryParse(text[(at + 1)..].ToLowerInvariant(), out var digest) ? (text[..at], null, digest) : throw Invalid(whole);
        var colon = text.IndexOf(':', text.LastIndexOf('/') + 1);
        if (colon == 0) throw Invalid(whole);
        var tag = colon < 0 ? RegistryDefaults.Tag : text[(colon + 1)..];
        return text.Trim().Length > 0 && TagName.IsValid(tag) ? (colon < 0 ? text : text[..colon], tag, null) : throw Invalid(whole);
    }

    private static InvalidInputException Invalid(string text) => new(
        "invalid_reference",
        $"Invalid bundle reference format: '{text}'; expected name:tag, name@sha256:…, registry.host/name:tag, sha256:…, oci:FOLDER:tag, or a path that begins with './' or '/'.");

    private static InvalidInputException NotSet(string text) => new(
        "registry_not_set",
        $"'{text}' names no registry, and no default is set.",
        "Write registry.host/name:tag, or set MODELOPS_REGISTRY_URL and MODELOPS_REGISTRY_REPO.");
}
