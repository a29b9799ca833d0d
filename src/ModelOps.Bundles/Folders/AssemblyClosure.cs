using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// The files that a .NET assembly needs to run: itself, its <c>.deps.json</c> and <c>.runtimeconfig.json</c>, and of the assets that the
/// former lists for run time those that lie beside it (others come with the runtime).
/// </summary>
internal static class AssemblyClosure
{
    private static readonly string[] AssetGroups = ["runtime", "native", "runtimeTargets", "resources"];

    /// <summary>The paths of the files from a root, with forward slashes.</summary>
    /// <param name="root">The project folder.</param>
    /// <param name="assembly">The assembly's path in it.</param>
    /// <exception cref="InvalidInputException">
    /// Code <c>assembly_not_found</c>: there is no such file in the folder. Code <c>invalid_json</c>: its <c>.deps.json</c> can't be read.
    /// </exception>
    public static IEnumerable<string> Of(string root, string assembly)
    {
        var path = Path.GetFullPath(assembly, root);
        var isInside = path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!isInside || !File.Exists(path))
            throw new InvalidInputException("assembly_not_found", $"There is no assembly '{assembly}' in '{root}'.", "Build the model first, or correct the path.");
        var dependencies = Path.ChangeExtension(path, ".deps.json");
        var files = new HashSet<string>(StringComparer.Ordinal) { path };
        files.UnionWith(new[] { dependencies, Path.ChangeExtension(path, ".runtimeconfig.json") }.Where(File.Exists));
        if (files.Contains(dependencies)) files.UnionWith(Assets(dependencies, Path.GetDirectoryName(path)!));
        return files.Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'));
    }

    private static List<string> Assets(string dependencies, string folder)
    {
        using var json = StrictJson.Parse(File.ReadAllBytes(dependencies), dependencies);
        return [.. Children(json.RootElement, "targets")
            .SelectMany(target => Members(target.Value))
            .SelectMany(library => AssetGroups.SelectMany(group => Children(library.Value, group)))
            .SelectMany(asset => Places(asset, folder))
            .Where(File.Exists)];
    }

    // An asset keeps its path in the package (native ones for several platforms), or lies beside the assembly, or in its language's folder.
    private static IEnumerable<string> Places(JsonProperty asset, string folder)
    {
        var name = Path.GetFileName(asset.Name);
        yield return Path.Combine(folder, name);
        if (asset.Value.ValueKind == JsonValueKind.Object && asset.Value.TryGetProperty("locale", out var locale) && locale.ValueKind == JsonValueKind.String)
            yield return Path.Combine(folder, Path.GetFileName(locale.GetString()!), name);
        if (!Path.IsPathRooted(asset.Name) && !asset.Name.Split('/', '\\').Contains("..")) yield return Path.GetFullPath(asset.Name, folder);
    }

    private static JsonProperty[] Children(JsonElement parent, string name) =>
        [.. Members(parent).Where(member => member.Name == name).SelectMany(member => Members(member.Value))];

    private static JsonProperty[] Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? [.. element.EnumerateObject()] : [];
}
