using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Discovery.Python;

/// <summary>
/// Finds models in Python sources by the interpreter's own parser. One process reads all files: isolated from the user's environment and
/// packages (<c>-I -S</c>), and it imports nothing of the project.
/// </summary>
internal static partial class PythonSources
{
    private const string Script = "read_classes.py";

    /// <summary>The models of some files, and what could not be read.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="files">Paths from it.</param>
    /// <param name="interpreter">The interpreter's program.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OutsideException">Codes <c>program_not_found</c>, <c>program_not_started</c> and <c>python_failed</c>.</exception>
    public static async Task<DiscoveryResult> ReadAsync(string root, IReadOnlyList<string> files, string interpreter, CancellationToken cancellationToken)
    {
        if (files.Count == 0) return new([], []);
        using var answer = JsonDocument.Parse(await AskAsync(root, files, interpreter, cancellationToken));
        var models = new List<DiscoveredModel>();
        var warnings = new List<DiscoveryWarning>();
        foreach (var file in answer.RootElement.EnumerateArray())
        {
            var path = file.GetProperty("file").GetString()!;
            if (file.TryGetProperty("error", out var error)) warnings.Add(new(path, file.GetProperty("line").GetInt32(), error.GetString()!));
            else if (ModuleOf(path) is { } module) models.AddRange(ModelsOf(file, path, module));
            else if (ModelsOf(file, path, "").Any()) warnings.Add(new(path, 0, "its models can't be imported: a part of its path is no Python name"));
        }
        return new(models, warnings);
    }

    private static async Task<byte[]> AskAsync(string root, IReadOnlyList<string> files, string interpreter, CancellationToken cancellationToken)
    {
        using var script = new StreamReader(typeof(PythonSources).Assembly.GetManifestResourceStream(Script)!);
        using var python = ChildProcess.Start(new(interpreter, ["-I", "-S", "-B", "-W", "ignore", "-c", await script.ReadToEndAsync(cancellationToken)]));
        using var ending = cancellationToken.Register(python.Kill);
        var request = new JsonObject { ["root"] = Path.GetFullPath(root), ["files"] = new JsonArray([.. files.Select(file => (JsonNode?)file)]) };
        using var answer = new MemoryStream();
        var reading = python.Output.CopyToAsync(answer, cancellationToken);
        try
        {
            await using var input = new StreamWriter(python.Input);
            await input.WriteAsync(request.ToJsonString());
        }
        catch (IOException)
        {
            // It ended without reading; its exit status says why.
        }
        await reading;
        var status = await python.Exit;
        cancellationToken.ThrowIfCancellationRequested();
        await python.ErrorsDrained.WaitAsync(cancellationToken);
        return status == 0 ? answer.ToArray() : throw new OutsideException(
            "python_failed", $"'{interpreter}' could not read the sources (exit status {status}): {LastLine(python.ErrorTail)}", "Python 3.9 or later is needed.");
    }

    private static IEnumerable<DiscoveredModel> ModelsOf(JsonElement file, string path, string module)
    {
        var classes = file.GetProperty("classes").EnumerateArray()
            .Select(type => (Name: type.GetProperty("name").GetString()!, Line: type.GetProperty("line").GetInt32(), Bases: Texts(type, "bases"), Own: Texts(type, "methods")))
            .ToList();
        // A name that is bound again hides what it named before.
        var byName = classes.ToDictionaryOfLast(type => type.Name);
        foreach (var (name, line, bases, _) in classes.Where(type => byName[type.Name].Line == type.Line))
        {
            var methods = Inherited(name, []).Distinct(StringComparer.Ordinal).ToList();
            if (methods.Contains(DiscoveredModel.SimulateName) || methods.Contains(DiscoveredModel.ParametersName))
                yield return new($"{module}:{name}", path, line, bases, methods, FilesOf(path));
        }
        foreach (var function in file.GetProperty("functions").EnumerateArray().Where(function => function.GetProperty("name").GetString() == DiscoveredModel.SimulateName).TakeLast(1))
            yield return new($"{module}:{DiscoveredModel.SimulateName}", path, function.GetProperty("line").GetInt32(), [], [DiscoveredModel.SimulateName], FilesOf(path));

        IEnumerable<string> Inherited(string name, HashSet<string> seen) =>
            seen.Add(name) && byName.TryGetValue(name, out var type) ? type.Own.Concat(type.Bases.SelectMany(parent => Inherited(parent, seen))) : [];
    }

    private static Dictionary<string, T> ToDictionaryOfLast<T>(this IEnumerable<T> items, Func<T, string> key)
    {
        var last = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items) last[key(item)] = item;
        return last;
    }

    // As Python imports it from the project's folder or from its src.
    private static string? ModuleOf(string path)
    {
        var parts = path[..^".py".Length].Split('/').ToList();
        if (parts.Count > 1 && parts[0] == "src") parts.RemoveAt(0);
        if (parts.Count > 1 && parts[^1] == "__init__") parts.RemoveAt(parts.Count - 1);
        return parts.TrueForAll(part => PythonName().IsMatch(part)) ? string.Join('.', parts) : null;
    }

    private static string[] FilesOf(string path) =>
        path.LastIndexOf('/') is > 0 and var slash ? [$"{path[..slash]}/**/*.py"] : [path];

    private static string[] Texts(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];

    [GeneratedRegex(@"\A[A-Za-z_]\w*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PythonName();
}
