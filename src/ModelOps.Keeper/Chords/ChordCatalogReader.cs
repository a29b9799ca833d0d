using System.Text.Json;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Keeper.Chords;

/// <summary>Reads catalogs strictly: an unknown field, tier, signal, invariant or knob is an error, and all errors are found in one go.</summary>
/// <param name="knobs">The names of the knobs that chords may touch.</param>
public sealed class ChordCatalogReader(IReadOnlyCollection<string> knobs)
{
    private const string Resource = "chords/catalog_v1.json";

    private static readonly string[] TopLevel = ["schema_version", "chords"];

    /// <summary>The catalog that is part of the product.</summary>
    public ChordCatalog BuiltIn() => Read(BuiltInBytes(), "the built-in catalog");

    /// <summary>The bytes of the catalog that is part of the product.</summary>
    public static byte[] BuiltInBytes()
    {
        using var stream = typeof(ChordCatalogReader).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads a catalog that must be valid.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="source">What the file is, for messages.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_catalog</c>, with everything that is wrong.</exception>
    public ChordCatalog Read(ReadOnlyMemory<byte> utf8, string source)
    {
        var findings = Examine(utf8, source);
        return findings.Catalog ?? throw new InvalidInputException(
            "invalid_catalog",
            $"{source} is no valid chord catalog: {string.Join(" ", findings.Errors)}",
            "Run 'mk chords validate --catalog FILE' until it finds nothing.");
    }

    /// <summary>Says everything that is wrong with a catalog; throws nothing.</summary>
    /// <inheritdoc cref="Read" />
    public ChordCatalogFindings Examine(ReadOnlyMemory<byte> utf8, string source)
    {
        JsonDocument document;
        try
        {
            document = StrictJson.Parse(utf8, source);
        }
        catch (InvalidInputException fault)
        {
            return new([fault.Message], 0, [], null);
        }
        using (document)
        {
            var errors = new List<string>();
            var chords = Chords(document.RootElement, errors);
            string[] ids = [.. chords.Select(chord => chord?.Id).OfType<string>().Where(id => id.Length > 0).Distinct().Order(StringComparer.Ordinal)];
            var catalog = errors.Count == 0 ? new ChordCatalog([.. chords.OfType<Chord>()], Digest.Of(utf8.Span)) : null;
            return new(errors, chords.Count, ids, catalog);
        }
    }

    private List<Chord?> Chords(JsonElement root, List<string> errors)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            errors.Add("The catalog is not a JSON object with schema_version and chords.");
            return [];
        }
        foreach (var field in root.EnumerateObject().Where(field => !TopLevel.Contains(field.Name)))
            errors.Add($"The catalog has an unknown field '{field.Name}'.{Nearest.Hint(field.Name, TopLevel)}");
        if (!root.TryGetProperty("schema_version", out var version) || version.ValueKind != JsonValueKind.String || version.GetString() != ChordCatalog.SchemaVersion)
            errors.Add($"schema_version is not \"{ChordCatalog.SchemaVersion}\".");
        if (!root.TryGetProperty("chords", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            errors.Add("chords is not a list.");
            return [];
        }
        var chords = list.EnumerateArray().Select((item, index) => ChordFields.Read(item, index, knobs, errors)).ToList();
        errors.AddRange(chords.OfType<Chord>().Where(chord => chord.Id.Length > 0).GroupBy(chord => chord.Id, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"chords has {same.Count()} entries with the id '{same.Key}'; an id is used once."));
        return chords;
    }
}
