using ModelOps.Bundles.Specs.Patterns;
using ModelOps.Bundles.Specs.Yaml;
using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Specs;

/// <summary>
/// Reads a bundle spec in one of its dialects: the long one (<c>kind: Bundle</c> with <c>metadata</c> and <c>spec</c>, or the same keys
/// flat), or the short one (<c>bundle</c> with <c>layers[].paths</c>, and <c>external_storage</c>).
/// </summary>
public static class BundleSpecReader
{
    private const long DefaultSizeLimit = 100_000_000;
    private const string DefaultType = "data";

    /// <summary>Reads and validates a spec.</summary>
    /// <param name="file">The file's path, as the user wrote it; messages name it so.</param>
    /// <exception cref="InvalidInputException">The spec does not fit; the message names file, line and key.</exception>
    public static BundleSpec Read(string file)
    {
        var root = YamlFile.Load(file);
        var spec = root.Has("bundle") ? ReadShort(file, root) : ReadLong(file, root);
        root.RejectUnknown();
        return spec;
    }

    private static BundleSpec ReadLong(string file, YamlMap root)
    {
        root.NeededText("apiVersion");
        if (root.Choice("kind", "Bundle") is null) throw root.Missing("kind");
        var metadata = root.Map("metadata") ?? root;
        var body = root.Map("spec") ?? root;
        var layers = ReadLayers(body, "files");
        var spec = new BundleSpec(
            Path.GetFullPath(file),
            SpecNames.Bundle(metadata, "name"),
            SpecNames.Version(metadata, "version"),
            metadata.Text("description"),
            layers,
            ReadRoles(body, layers),
            [.. body.Maps("external_rules").Select(ReadRule)],
            body.Bytes("oras_size_limit", 1) ?? DefaultSizeLimit);
        metadata.RejectUnknown();
        body.RejectUnknown();
        return spec;
    }

    private static BundleSpec ReadShort(string file, YamlMap root)
    {
        var bundle = root.NeededMap("bundle");
        var layers = ReadLayers(bundle, "paths");
        var spec = new BundleSpec(
            Path.GetFullPath(file),
            SpecNames.Bundle(bundle, "name"),
            SpecNames.Version(bundle, "version"),
            bundle.Text("description"),
            layers,
            ReadRoles(bundle, layers),
            [.. root.Maps("external_storage").Select(ReadStorage)],
            root.Bytes("oras_size_limit", 1) ?? DefaultSizeLimit)
        {
            Models = ReadModels(bundle.Map("models")),
        };
        bundle.RejectUnknown();
        return spec;
    }

    private static List<LayerSpec> ReadLayers(YamlMap body, string filesKey)
    {
        var maps = body.Maps("layers");
        if (maps.Count == 0) throw body.Has("layers") ? body.Error("layers", "expected at least one layer") : body.Missing("layers");
        var layers = new List<LayerSpec>();
        foreach (var map in maps)
        {
            var name = SpecNames.Part(map, "name");
            if (layers.Exists(layer => layer.Name == name)) throw map.Error("name", "two layers have this name");
            var files = Patterns(map, filesKey, GlobPattern.Choosing);
            if (files.Count == 0) throw map.Has(filesKey) ? map.Error(filesKey, "expected at least one pattern") : map.Missing(filesKey);
            layers.Add(new(name, map.Text("type") ?? DefaultType, files, Patterns(map, "ignore", GlobPattern.Ruling)));
            map.RejectUnknown();
        }
        return layers;
    }

    private static List<RoleSpec> ReadRoles(YamlMap body, List<LayerSpec> layers)
    {
        var map = body.Map("roles");
        if (map is null) return [];
        var known = layers.ConvertAll(layer => layer.Name);
        var roles = new List<RoleSpec>();
        foreach (var name in map.Keys)
        {
            SpecNames.CheckPart(map, name, name);
            var names = map.Texts(name);
            if (names.Count == 0) throw map.Error(name, "a role needs at least one layer");
            if (names.FirstOrDefault(layer => !known.Contains(layer)) is { } unknown)
                throw map.Error(name, $"Role '{name}' references unknown layer '{unknown}'.{Nearest.Hint(unknown, known)} The layers are {string.Join(", ", known)}");
            if (names.Distinct(StringComparer.Ordinal).Count() != names.Count) throw map.Error(name, "a layer is there twice");
            roles.Add(new(name, names));
        }
        return roles;
    }

    private static ExternalRule ReadRule(YamlMap map)
    {
        var rule = new ExternalRule(
            Pattern(map, "pattern", map.NeededText("pattern"), GlobPattern.Ruling), map.NeededText("uri_template"), ReadTier(map), map.Bytes("size_threshold", 0));
        if (!rule.UriTemplate.Contains(ExternalRule.Placeholder, StringComparison.Ordinal))
            throw map.Error("uri_template", $"expected {ExternalRule.Placeholder} in it, else all files would have one address");
        CheckTemplate(map, "uri_template", rule);
        map.RejectUnknown();
        return rule;
    }

    // The short dialect names the folder of the store alone.
    private static ExternalRule ReadStorage(YamlMap map)
    {
        var storage = map.NeededText("storage");
        var template = storage.Contains(ExternalRule.Placeholder, StringComparison.Ordinal) ? storage : $"{storage.TrimEnd('/')}/{ExternalRule.Placeholder}";
        var rule = new ExternalRule(Pattern(map, "pattern", map.NeededText("pattern"), GlobPattern.Ruling), template, ReadTier(map), map.Bytes("size_threshold", 0));
        CheckTemplate(map, "storage", rule);
        map.RejectUnknown();
        return rule;
    }

    private static void CheckTemplate(YamlMap map, string key, ExternalRule rule)
    {
        try
        {
            rule.AddressOf("a/b.csv");
        }
        catch (InvalidInputException fault)
        {
            throw map.Error(key, fault.Message);
        }
    }

    private static StorageTier ReadTier(YamlMap map) => map.Choice("tier", "hot", "cool", "archive") switch
    {
        "cool" => StorageTier.Cool,
        "archive" => StorageTier.Archive,
        _ => StorageTier.Hot,
    };

    private static Dictionary<string, string> ReadModels(YamlMap? map) =>
        map?.Keys.ToDictionary(name => name, map.NeededText, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);

    private static List<GlobPattern> Patterns(YamlMap map, string key, Func<string, GlobPattern> create) =>
        [.. map.Texts(key).Select(text => Pattern(map, key, text, create))];

    private static GlobPattern Pattern(YamlMap map, string key, string text, Func<string, GlobPattern> create)
    {
        if (text.StartsWith('/') || text.Contains('\\', StringComparison.Ordinal) || text.Split('/').Contains(".."))
            throw map.Error(key, $"the pattern '{text}' leaves the bundle: expected one relative to the spec, with forward slashes");
        try
        {
            return create(text);
        }
        catch (ArgumentException fault)
        {
            throw map.Error(key, $"the pattern '{text}' is broken: {fault.Message}");
        }
    }
}
