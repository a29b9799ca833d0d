using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Passports;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Fleet;

/// <summary>The policy that a fleet should follow; its version is the digest of its bytes.</summary>
/// <param name="Ref">Its name: that of the built-in passport, or of the file without its ending.</param>
/// <param name="Source"><c>template</c> or <c>file</c>.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 hex digits.</param>
/// <param name="VersionShort">The first 12 of them: the version that Deployments are given.</param>
public sealed record FleetPolicy(string Ref, string Source, string Sha256, string VersionShort)
{
    /// <summary>The built-in passport of a name, or the JSON file at a path.</summary>
    /// <param name="named">What the command line names.</param>
    /// <param name="path">The same as an absolute path.</param>
    /// <exception cref="InvalidInputException">Code <c>unknown_policy</c>: there is neither. Or the file is no JSON object.</exception>
    public static FleetPolicy Of(string named, string path)
    {
        if (PassportVocabulary.Templates.Contains(named)) return Of(named, "template", PassportReader.TemplateBytes(named));
        if (!File.Exists(path))
            throw new InvalidInputException("unknown_policy", $"'{named}' is neither a passport template nor a file.{Nearest.Hint(named, PassportVocabulary.Templates)}");
        var bytes = InputFile.Read(path);
        using var document = StrictJson.Parse(bytes, path);
        return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
            ? Of(Path.GetFileNameWithoutExtension(path), "file", bytes)
            : throw new InvalidInputException("invalid_policy", $"The policy '{path}' is not a JSON object.");
    }

    private static FleetPolicy Of(string name, string source, byte[] bytes)
    {
        var digest = Digest.Of(bytes);
        return new(name, source, digest.Hex, digest.Short);
    }
}
