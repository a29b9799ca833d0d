using System.Text;
using ModelOps.Bundles.Toml;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Discovery.Projects;

/// <summary>The models under <c>[tool.modelops-bundle]</c> of a <c>pyproject.toml</c>.</summary>
public static class ProjectModels
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "pyproject.toml";

    private const string Id = "id";
    private const string Class = "class";
    private const string Files = "files";

    private static readonly string[] Section = ["tool", "modelops-bundle", "models"];
    private static readonly string[] Known = [Id, Class, Files, "file"];

    /// <summary>The models that a file declares, in its order; <see langword="null"/> if it has no <c>models</c>.</summary>
    /// <exception cref="InvalidInputException">Codes <c>invalid_toml</c> and <c>invalid_project</c>; the message names the line.</exception>
    public static IReadOnlyList<ProjectModel>? Read(string file)
    {
        var document = TomlDocument.Load(file);
        if (document.Root.Find(Section) is not { } value) return null;
        if (value is not TomlArray models) throw Invalid(file, Line(document), "expected a list of tables");
        var read = models.Items.Select(item => item is TomlTable table ? ReadOne(file, document, table) : throw Invalid(file, Line(document), "expected a list of tables")).ToList();
        return read.GroupBy(model => model.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw Invalid(file, Line(document), $"the id '{twice.Key}' is there twice")
            : read;
    }

    /// <summary>Adds the models whose ids are not there yet, and keeps every other byte.</summary>
    /// <returns>The ids that were added.</returns>
    /// <exception cref="InvalidInputException">Codes <c>invalid_toml</c>, <c>invalid_project</c> and <c>toml_not_appendable</c>.</exception>
    public static IReadOnlyList<string> Save(string file, IEnumerable<DiscoveredModel> models)
    {
        var there = (Read(file) ?? []).Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        var added = models.Where(model => there.Add(model.Entrypoint)).ToList();
        if (added.Count == 0) return [];
        var edited = TomlAppender.Append(TomlDocument.Load(file), Section, added.Select(Table));
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(edited));
        return [.. added.Select(model => model.Entrypoint)];
    }

    private static KeyValuePair<string, object>[] Table(DiscoveredModel model) =>
        [new(Id, model.Entrypoint), new(Class, model.Entrypoint), new(Files, model.Files)];

    private static ProjectModel ReadOne(string file, TomlDocument document, TomlTable table)
    {
        var line = table.Keys.Count > 0 ? table.LineOf(table.Keys[0]) : Line(document);
        if (table.Keys.FirstOrDefault(key => !Known.Contains(key, StringComparer.Ordinal)) is { } unknown)
            throw new InvalidInputException("unknown_key", $"{file}:{table.LineOf(unknown)}: unknown key '{unknown}' of a model.{Nearest.Hint(unknown, Known)}");
        var entrypoint = Text(file, table, Class, line) ?? throw Invalid(file, line, $"a model has no '{Class}'");
        IReadOnlyList<string> files = table[Files] switch
        {
            null => Text(file, table, "file", line) is { } one ? [one] : Array.Empty<string>(),
            TomlArray array when array.Items.All(item => item is string) => array.Items.Cast<string>().ToList(),
            _ => throw Invalid(file, table.LineOf(Files), $"'{Files}' must be a list of texts"),
        };
        return new(Text(file, table, Id, line) ?? entrypoint, entrypoint, files);
    }

    private static string? Text(string file, TomlTable table, string key, int line) => table[key] switch
    {
        null => null,
        string { Length: > 0 } text => text,
        _ => throw Invalid(file, Math.Max(line, table.LineOf(key)), $"'{key}' must be a text"),
    };

    private static int Line(TomlDocument document) => (document.Root.Find("tool", "modelops-bundle") as TomlTable)?.LineOf("models") ?? 1;

    private static InvalidInputException Invalid(string file, int line, string problem) =>
        new("invalid_project", $"{file}:{line}: {string.Join('.', Section)}: {problem}.");
}
