using System.Globalization;
using ModelOps.Bundles.Specs.Yaml;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Specs;

/// <summary>Raises the version in a spec's file; every other byte of the file stays.</summary>
public static class VersionBump
{
    private static readonly string[] Parts = ["major", "minor", "patch"];

    /// <summary>The version after a version: <c>v1.2.3</c> gives <c>v1.2.4</c>, <c>v1.3.0</c> or <c>v2.0.0</c>.</summary>
    /// <param name="version">Three whole numbers joined by points, perhaps after <c>v</c>.</param>
    /// <param name="part"><c>major</c>, <c>minor</c> or <c>patch</c>.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_version</c>, or <c>invalid_bump</c> for another part.</exception>
    public static string Next(string version, string part)
    {
        var raised = Array.IndexOf(Parts, part);
        if (raised < 0) throw new InvalidInputException("invalid_bump", $"--bump is '{part}'; expected {string.Join(", ", Parts)}.");
        var prefix = version.StartsWith('v') ? "v" : "";
        var numbers = version[prefix.Length..].Split('.').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        if (numbers.Length != Parts.Length || numbers.Contains(-1))
            throw new InvalidInputException("invalid_version", $"The version '{version}' can't be raised; expected three whole numbers, such as 1.4.2 or v1.4.2.", "Write the new version into the spec.");
        return prefix + string.Join('.', numbers.Select((number, i) => i < raised ? number : i == raised ? number + 1 : 0));
    }

    /// <summary>Writes another version into a spec's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="version">The version.</param>
    /// <exception cref="OutsideException">The file can't be written.</exception>
    public static void Write(string file, string version)
    {
        var root = YamlFile.Load(file);
        var holder = root.Map("bundle") ?? root.Map("metadata") ?? root;
        var (start, end) = holder.PlaceOf("version");
        var text = File.ReadAllText(file);
        AtomicFile.Write(file, $"{text[..start]}\"{version}\"{text[end..]}");
    }
}
