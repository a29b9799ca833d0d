using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Discovery.Manifests;

/// <summary>
/// <c>manifest.json</c>: the models of a project and the digests of their files, so that others need not read its source. Its
/// <c>bundle_digest</c> is <c>sha256:</c> and the SHA-256 of <c>path:hex</c> of each file, joined by <c>|</c>, in the order of the paths'
/// UTF-8 bytes; an empty text if there is no file. The manifest itself is not among its files.
/// </summary>
public sealed class ModelManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "manifest.json";

    private const string SchemaVersion = "1.0";

    private readonly SortedDictionary<string, ManifestModel> _models;
    private readonly SortedDictionary<string, ManifestFile> _files;

    /// <param name="models">The models by id.</param>
    /// <param name="files">The files that the models name, by path; the manifest itself is left out.</param>
    public ModelManifest(IReadOnlyDictionary<string, ManifestModel> models, IReadOnlyDictionary<string, ManifestFile> files)
    {
        _models = new(models.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        _files = new(files.Where(file => file.Key != FileName).ToDictionary(StringComparer.Ordinal), Utf8Order.Instance);
    }

    /// <summary>The models by id, in ordinal order.</summary>
    public IReadOnlyDictionary<string, ManifestModel> Models => _models;

    /// <summary>The files by path, in the order of the paths' UTF-8 bytes.</summary>
    public IReadOnlyDictionary<string, ManifestFile> Files => _files;

    /// <summary>The digest of the files; empty if there is none.</summary>
    public string BundleDigest => _files.Count == 0
        ? ""
        : Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', _files.Select(file => $"{file.Key}:{file.Value.Sha256.Hex}"))))).ToString();

    /// <summary>The text of the file: keys sorted, two spaces of indentation, a line feed at its end.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("bundle_digest", BundleDigest);
            WriteFiles(json);
            WriteModels(json);
            json.WriteString("schema_version", SchemaVersion);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="InvalidInputException">Codes <c>invalid_json</c> and <c>invalid_model_manifest</c>, the latter also for a digest that is not that of the files.</exception>
    public static ModelManifest Parse(string text, string source)
    {
        using var json = StrictJson.Parse(text, source);
        try
        {
            var root = json.RootElement;
            if (root.GetProperty("schema_version").GetString() != SchemaVersion) throw Invalid(source, $"its schema_version is not '{SchemaVersion}'");
            var models = root.GetProperty("models").EnumerateObject().ToDictionary(model => model.Name, model => ReadModel(model.Value), StringComparer.Ordinal);
            var files = root.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => ReadFile(file.Value), StringComparer.Ordinal);
            var manifest = new ModelManifest(models, files);
            return root.GetProperty("bundle_digest").GetString() == manifest.BundleDigest ? manifest : throw Invalid(source, "its bundle_digest is not that of its files");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Invalid(source, fault.Message, fault);
        }
    }

    private void WriteFiles(Utf8JsonWriter json)
    {
        json.WriteStartObject("files");
        foreach (var (path, file) in _files)
        {
            json.WriteStartObject(path);
            json.WriteString("sha256", file.Sha256.Hex);
            json.WriteNumber("size", file.Size);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteModels(Utf8JsonWriter json)
    {
        json.WriteStartObject("models");
        foreach (var (id, model) in _models)
        {
            json.WriteStartObject(id);
            json.WriteString("class", model.Class);
            json.WriteStartArray("files");
            foreach (var file in model.Files) json.WriteStringValue(file);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static ManifestModel ReadModel(JsonElement json) =>
        new(json.GetProperty("class").GetString()!, [.. json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)]);

    private static ManifestFile ReadFile(JsonElement json) =>
        new(Digest.Parse("sha256:" + json.GetProperty("sha256").GetString()), json.GetProperty("size").GetInt64());

    private static InvalidInputException Invalid(string source, string problem, Exception? fault = null) =>
        new("invalid_model_manifest", $"'{source}' is no manifest of models: {problem}.", "Make it again: mops bundle manifest.", fault);
}
