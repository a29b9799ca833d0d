using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Contracts.References;

/// <summary>The models of a project's <c>manifest.json</c>: <c>models: {id: {class: "package.module:Class", …}}</c>.</summary>
public sealed class ModelIds
{
    private readonly SortedDictionary<string, string> _classes;
    private readonly string _source;

    private ModelIds(SortedDictionary<string, string> classes, string source) => (_classes, _source) = (classes, source);

    /// <summary>Reads the models; all else in the file is left alone.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_json</c>, or <c>invalid_project_manifest</c>: it has no models, or one has no <c>class</c>.</exception>
    public static ModelIds Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        using var document = StrictJson.Parse(utf8, source);
        if (Property(document.RootElement, "models") is not { ValueKind: JsonValueKind.Object } models) throw Invalid(source, "it has no object 'models'");
        var classes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var model in models.EnumerateObject())
        {
            classes[model.Name] = Property(model.Value, "class") is { ValueKind: JsonValueKind.String } text
                ? text.GetString()!
                : throw Invalid(source, $"its model '{model.Name}' has no text 'class'");
        }
        return new(classes, source);
    }

    /// <summary>The entrypoint of a model.</summary>
    /// <exception cref="InvalidInputException">Code <c>unknown_model</c>, listing the ids; <c>invalid_entrypoint</c>.</exception>
    public Entrypoint EntrypointOf(string id) => _classes.TryGetValue(id, out var text)
        ? Entrypoint.Parse(text)
        : throw new InvalidInputException(
            "unknown_model",
            _classes.Count == 0 ? $"There is no model '{id}': {_source} lists none." : $"There is no model '{id}': {_source} lists {string.Join(", ", _classes.Keys)}.",
            "Name one of them, or an entrypoint such as package.module:function.");

    private static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static InvalidInputException Invalid(string source, string reason) =>
        new("invalid_project_manifest", $"{source} can't be used: {reason}.", "Make it again: mops bundle manifest.");
}
