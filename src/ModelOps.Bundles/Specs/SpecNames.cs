using System.Text.RegularExpressions;
using ModelOps.Bundles.Specs.Yaml;

namespace ModelOps.Bundles.Specs;

/// <summary>The names in a spec, checked where they are written.</summary>
internal static partial class SpecNames
{
    private const string PartRule = "expected lower-case letters, digits, '-' and '/'";

    /// <summary>The name of a bundle, which is a repository of a registry (OCI distribution specification 1.1, "Pulling manifests").</summary>
    public static string Bundle(YamlMap map, string key)
    {
        var name = map.NeededText(key);
        return name.Length <= 255 && Repository().IsMatch(name)
            ? name
            : throw map.Error(key, "expected the name of a repository: lower-case letters and digits, '.', '_' or '-' between them, parts joined by '/'");
    }

    /// <summary>The version of a bundle, which is a tag.</summary>
    public static string Version(YamlMap map, string key)
    {
        var version = map.NeededText(key);
        return Tag().IsMatch(version) ? version : throw map.Error(key, "expected a tag: at most 128 letters, digits, '_', '.' and '-', not '.' or '-' first");
    }

    /// <summary>The name of a layer.</summary>
    public static string Part(YamlMap map, string key)
    {
        var name = map.NeededText(key);
        CheckPart(map, key, name);
        return name;
    }

    /// <summary>Checks the name of a layer or role.</summary>
    public static void CheckPart(YamlMap map, string key, string name)
    {
        if (!PartName().IsMatch(name)) throw map.Error(key, PartRule);
    }

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Repository();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A[a-z0-9/-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartName();
}
