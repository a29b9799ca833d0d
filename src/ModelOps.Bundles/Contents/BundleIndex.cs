using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Paths;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Contents;

/// <summary>What a bundle holds: its files, their layers, and the roles that choose layers. Immutable and checked when it is made.</summary>
public sealed class BundleIndex
{
    /// <summary>The role that is meant when none is named.</summary>
    public const string DefaultRole = "default";

    /// <summary>Stands for all layers where a role is asked for; no role can have this name.</summary>
    public const string AllLayers = "*";

    private const string Source = "The bundle";

    /// <summary>Makes an index.</summary>
    /// <param name="files">The files, in any order.</param>
    /// <param name="layers">The names of all layers, also of those without a file: lower-case letters, digits, <c>-</c> and <c>/</c>.</param>
    /// <param name="roles">The layers of each role, at least one each; names as those of layers. May be empty.</param>
    /// <exception cref="InvalidInputException">
    /// Codes <c>unsafe_path</c>, <c>duplicate_path</c>, <c>path_collision</c>; <c>invalid_layer</c>: a name that is not allowed, or a
    /// layer that is used and not listed.
    /// </exception>
    public BundleIndex(IEnumerable<BundleFile> files, IEnumerable<string> layers, IReadOnlyDictionary<string, IReadOnlyList<string>> roles)
    {
        Files = [.. files.OrderBy(file => file.Path, Utf8Order.Instance)];
        Layers = [.. layers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Roles = new SortedDictionary<string, IReadOnlyList<string>>(
            roles.ToDictionary(role => role.Key, IReadOnlyList<string> (role) => [.. role.Value], StringComparer.Ordinal), StringComparer.Ordinal);
        CheckNames();
        foreach (var file in Files) BundlePath.Check(file.Path, Source);
        PathCollisions.Check(Files.Select(file => file.Path), Source);
        Content = ContentDigest.Of(Files.Select(file => file.Entry));
    }

    /// <summary>The files, in the order of the UTF-8 bytes of their paths.</summary>
    public IReadOnlyList<BundleFile> Files { get; }

    /// <summary>The names of the layers, sorted.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>The layers of each role, in the given order; the roles sorted by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; }

    /// <summary>The content digest over all files, external ones included: the identity of the bundle.</summary>
    public Digest Content { get; }

    /// <summary>
    /// The layers of a role. Without a name it is <see cref="DefaultRole"/>; in a bundle without any role, and for <see cref="AllLayers"/>,
    /// all layers.
    /// </summary>
    /// <exception cref="RoleMismatchException">There is no such role.</exception>
    public IReadOnlyList<string> LayersOf(string? role)
    {
        if (role == AllLayers || role is null && Roles.Count == 0) return Layers;
        if (Roles.TryGetValue(role ?? DefaultRole, out var layers)) return layers;
        var available = Roles.Count == 0 ? "It has none" : $"Available: {string.Join(", ", Roles.Keys)}";
        throw role is null
            ? new RoleMismatchException($"No role specified and no default role in manifest. {available}.", "Name one with --role.")
            : new RoleMismatchException($"Role '{role}' not found in bundle. {available}.");
    }

    /// <summary>The files of a role, sorted as <see cref="Files"/>.</summary>
    /// <exception cref="RoleMismatchException">There is no such role.</exception>
    public IReadOnlyList<BundleFile> FilesOf(string? role)
    {
        var layers = LayersOf(role).ToHashSet(StringComparer.Ordinal);
        return layers.Count == Layers.Count ? Files : [.. Files.Where(file => layers.Contains(file.Layer))];
    }

    private void CheckNames()
    {
        var known = Layers.ToHashSet(StringComparer.Ordinal);
        foreach (var name in Layers.Concat(Roles.Keys).Where(name => !IsName(name)))
            throw Invalid($"'{name}' is no name of a layer or role; expected lower-case letters, digits, '-' and '/'.");
        foreach (var (role, layers) in Roles)
        {
            if (layers.Count == 0) throw Invalid($"Role '{role}' has no layer; expected at least one.");
            if (layers.FirstOrDefault(layer => !known.Contains(layer)) is { } missing) throw Invalid($"Role '{role}' references unknown layer '{missing}'.");
        }
        if (Files.FirstOrDefault(file => !known.Contains(file.Layer)) is { } stray)
            throw Invalid($"The file '{stray.Path}' is in the layer '{stray.Layer}', which the bundle does not list.");
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 255 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '/');

    private static InvalidInputException Invalid(string message) => new("invalid_layer", message);
}
