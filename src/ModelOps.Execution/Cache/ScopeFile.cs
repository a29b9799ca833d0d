using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Durability.Files;

namespace ModelOps.Execution.Cache;

/// <summary>The file <c>scope.json</c> that tells people and <c>stat</c> which model a scope's folder belongs to.</summary>
internal static class ScopeFile
{
    private const string Name = "scope.json";
    private const string Unknown = "?";

    public static string PathIn(string folder) => Path.Combine(folder, Name);

    public static void Write(string folder, ResultScope scope)
    {
        var json = new JsonObject
        {
            ["entrypoint"] = scope.Entrypoint.Text,
            ["content"] = scope.Content.ToString(),
            ["platform"] = scope.Platform.ToString(),
        };
        AtomicFile.Write(PathIn(folder), json.ToJsonString() + "\n");
    }

    /// <summary>What the file says; question marks where it can't be read, since nothing depends on it.</summary>
    public static (string Entrypoint, string Content, string Platform) Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(PathIn(folder)));
            return (Text(json, "entrypoint"), Text(json, "content"), Text(json, "platform"));
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException || StorageError.IsStorage(cause))
        {
            return (Unknown, Unknown, Unknown);
        }
    }

    private static string Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? value.GetString() ?? Unknown : Unknown;
}
